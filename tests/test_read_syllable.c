/* test_read_syllable.c - what is a Vietnamese syllable, and the names of places as a proof.
 *
 * The scorer has to be right about the crowd, not about every word: names of the highlands and
 * slips of the finger may fail, as long as nearly all of the language passes and nearly nothing
 * of what wrong decoding makes of it. */
#include "check.h"
#include "read/score.h"
#include "read/syllable.h"

#include "firestat/text.h"

#include <stdlib.h>
#include <string.h>

/* Words of registers, reports and place names; one string so that it can be read. */
static const char language[] =
    "mã vụ ngày xảy ra giờ báo cháy thời điểm đến hiện trường khống chế dập tắt tỉnh huyện thành "
    "phố xã phường địa chỉ khu vực loại phạm vi thống kê hình cơ sở thức hữu nguyên nhân mức độ "
    "số người chết bị thương được cứu thiệt hại đồng giá trị diện tích rừng xe cán bộ chiến sĩ "
    "ghi chú chập điện sơ suất sử dụng lửa nguồn nhiệt vi phạm quy định an toàn phòng chữa sét "
    "đánh tự đốt hàn cắt kim rò rỉ tai nạn giao thông kỹ thuật đang điều tra khác nhà ở riêng "
    "lẻ chung cư kết hợp kinh doanh sản xuất kho chợ trung tâm thương mại khách sạn bệnh viện "
    "phương tiện bãi rác trạm biến áp lực lượng tại chỗ phải triển khai khoảnh tiểu thôn tổ dân "
    "quyết định quốc quyền quản quận quảng quý quỳnh quỷ quét quýt quẹt quạt quấy quẩn quầng quáng "
    "khuya khuỷu khuyết khuyên thuở huơ tuyết chuyện xuyên duyệt nguyệt luyện quyển uyển "
    "giết giếng giữa giỏi giảm giấy giường gìn gì giặt gió giục giống giả nghỉ nghiêm nghề nghèo "
    "nghĩa ngành ngoài ngõ ngựa ngược người nguội ghế ghép ghi gạch gỗ góc gấp gần gửi kẻ kéo kế "
    "kiểm kiến kiệt kiềm kín kính kỳ kết cảnh cấp cứu cột củi của cũ cực cưa cưới cướp "
    "hoàn hoạt hoả hỏa hoà hòa hoặc hoẵng hoạch hoành hoè hoét loét khoẻ khỏe khoét ngoéo ngoằn "
    "xoong boóng xoáy xoài loay toại thoại thuốc thuộc thuồng luồng muỗng muối nuôi tuổi buổi "
    "ruột suốt muộn uống uất xuất khuất luật tuần luân huân bâng khuâng thuê huệ huênh huých "
    "tuyn suýt huýt uỵch tuý túy thuỷ thủy lũy lũy hủy huỷ rượu hươu bướu khướu lưới cười tươi "
    "mười bưởi nướng phượng hướng trượt lướt cướp ướp nước được bước rước khước ươm lượm bướm "
    "yêu yếu yến yết yểm yêng liên tiếp thiết kiện chiếc việc tiệc tiếc xiếc riêng chiêng "
    "ấp ắp ẩm ăn ảnh ách ếch ích óc ốc ức ực ỉa ý ỷ ưa ừ ờ ở ổ ổn ồn ớt ợp "
    "đỗ đèo đập đạt đất đẩy đẽo đều đĩa điếc điện đình đỉnh đoàn đoạn đọc đói độc đợt đu đủ đùn đứt "
    "mẹ mệt mềm miễn miệng mõm mồm mớm mũ mũi mùi mưu nặng nấu nếp nệm niêm nói nồi nửa nỡ "
    "phút phức phục pháp phẩm phễu phổi rễ rệp rõ rồi rỗng rũ rượt sẵn sẽ sỏi sớm sừng sững "
    "tẽ tễ tĩnh tòa toà tõm tổng tỷ tỉ trẻ trẽ trễ trìu trội trừng truyền truỵ vẫn vẽ võ vỡ vũ vữa "
    "xẻng xếp xí xổ xốp xuống đắk lắk bờm sờm";

static const char strangers[] =
    "quËn s«ng ph­êng thµnh §µ L¹t huyÖn Tr«ng ñaø Laït phöôøng thaønh quaän "
    "gas café façade über straße ñ à-la Đđ tẻh ngé ngì kôt cé cî gé gê nghà ghộ phượ bat́t "
    "thiêt phươc nàp hòc ẳ̀ tìm̀ sôùng đ ếế xyì zố wả fì jứ âà ăi ươ uyề đâ ngẵ "
    "trưởngg nhưnh tấmh aiô eô oôi";

static const struct {
    const char *word;
    bool has_holes;
} holes[] = {
    { "ph??ng", true },          { "Qu?n", true },    { "Ho?i", true },
    { "th?nh", true },           { "L?m", true },     { "ngu?i", true },
    { "S\xEF\xBF\xBDng", true }, { "Tr?", false },    { "?i?n", false },
    { "php?id", false },         { "x", false },      { "", false },
    { "quận", false },           { "maps?q", false }, { "w?n", false },
    { "t?nk?", false },          { "?", false },
};

/* Words of a list for which the answer is not the wanted one. */
static void ask_all(const char *list, bool (*question)(struct fire_text_view word), bool want)
{
    char *words = strdup(list);
    if (words == NULL) abort();
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " "))
        CHECK(question(fire_text_of(word)) == want, "%s", word);
    free(words);
}

static void test_words(void)
{
    ask_all(language, syllable_is_vietnamese, true);
    ask_all(strangers, syllable_is_vietnamese, false);
    CHECK(!syllable_is_vietnamese(fire_text_of("")), "nothing");
}

/* Capitals do not matter, and neither does how the tone is written. */
static void test_forms(void)
{
    static const char *const forms[] = {
        "Đường", "ĐƯỜNG", "đƯờNg", "đươ\xCC\x80ng", "ĐƯƠ\xCC\x80NG", "HOÀ", "Hòa", "KỸ", "ĨNH"
    };
    for (size_t i = 0; i < CHECK_N(forms); i++)
        CHECK(syllable_is_vietnamese(fire_text_of(forms[i])), "%s", forms[i]);
}

static void test_holes(void)
{
    for (size_t i = 0; i < CHECK_N(holes); i++)
        CHECK(syllable_has_holes(fire_text_of(holes[i].word)) == holes[i].has_holes, "%s",
              holes[i].word);
}

/* A syllable with any letter doubled or a stranger put in is hardly one any more. */
static void test_spoilt(void)
{
    char *words = strdup(language);
    if (words == NULL) abort();
    int n_passed = 0;
    int n_asked = 0;
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " ")) {
        for (size_t at = 0; at <= strlen(word); at++) {
            if (((unsigned char)word[at] & 0xC0) == 0x80) continue; /* within a letter */
            char spoilt[64];
            snprintf(spoilt, sizeof spoilt, "%.*sµ%s", (int)at, word, word + at);
            CHECK(!syllable_is_vietnamese(fire_text_of(spoilt)), "%s", spoilt);
            snprintf(spoilt, sizeof spoilt, "%.*sệ%s", (int)at, word, word + at);
            n_passed += syllable_is_vietnamese(fire_text_of(spoilt));
            n_asked++;
        }
    }
    CHECK(n_passed * 100 < n_asked * 5, "%d of %d", n_passed, n_asked);
    free(words);
}

static const struct {
    const char *text;
    int64_t n_words;
    int64_t n_vietnamese;
} texts[] = {
    { "", 0, 0 },
    { "ha noi 2024", 0, 0 },
    { "Hà Nội, Đà-Lạt; Lâm ĐỒNG", 6, 6 },
    { "30°C, 5 m², 10–20, “x” 5₫", 0, 0 },
    { "Hà\xC2\xA0Nội…", 2, 2 },
    { "thµnh phè Hà", 3, 2 },
};

static void test_scores(void)
{
    for (size_t i = 0; i < CHECK_N(texts); i++) {
        struct score score = { 0 };
        score_add_text(&score, fire_text_of(texts[i].text));
        CHECK(score.n_words == texts[i].n_words && score.n_vietnamese == texts[i].n_vietnamese,
              "%s: %lld of %lld", texts[i].text, (long long)score.n_vietnamese,
              (long long)score.n_words);
    }
    CHECK(score_percent((struct score){ .n_words = 3, .n_vietnamese = 2 }) == 66,
          "rounded down");
    CHECK(score_percent((struct score){ 0 }) == 0, "nothing");
}

static const struct {
    const char *path;
    int percent; /* at least */
} names[] = {
    { "data/vietnam/lamdong_crosswalk_2025-07-01.tsv", 99 },
    { "data/vietnam/lamdong_least_common_areas.tsv", 98 },
    { "data/vietnam/lamdong_new_commune_population_bando.tsv", 98 },
    { "data/vietnam/published-figures.tsv", 99 },
};

static void test_names(void)
{
    for (size_t i = 0; i < CHECK_N(names); i++) {
        const char *path = check_shared(names[i].path);
        if (path == NULL) return;
        char *text = check_read(path, NULL);
        CHECK_OR_RETURN(text != NULL, "%s", path);
        struct score score = { 0 };
        score_add_text(&score, fire_text_of(text));
        CHECK(score.n_words > 50 && score_percent(score) >= names[i].percent,
              "%s: %lld of %lld words", path, (long long)score.n_vietnamese,
              (long long)score.n_words);
        free(text);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_words),  CHECK_TEST(test_forms),  CHECK_TEST(test_holes),
        CHECK_TEST(test_spoilt), CHECK_TEST(test_scores), CHECK_TEST(test_names),
    };
    return CHECK_MAIN(tests);
}
