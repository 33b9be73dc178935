/* messages.c - what goes wrong and what can be asked, in the words of an office in Viet Nam.
 *
 * The code speaks English and the English format is the key, so a message is written once,
 * where it arises, and reads well there. tests/test_messages.c looks through the source for
 * every text of a failure, an issue or the help and fails when it is not here, or when a row
 * here is of no use any more. Arguments come in the order of the English: where that made an
 * odd sentence, the Vietnamese one was turned around.
 *
 * A failure is looked up once a run and an issue only when it is shown: a search from the top
 * is fast enough. */
#include "messages.h"

#include "firestat/words.h"

#include <string.h>

const struct message words_messages[] = {
    /* places */
    { "line %lld", "dòng %lld" },
    { "field %d (%s)", "cột %d (%s)" },
    { "field %d", "cột %d" },
    { "column %s", "cột %s" },

    /* base: memory and files */
    { "not enough memory", "không đủ bộ nhớ" },
    { "cannot be written: %s", "không ghi được tệp: %s" },
    { "is there already and is not overwritten", "tệp đã có sẵn nên không ghi đè" },
    { "is not a file", "không phải là tệp" },
    { "is no name for a new folder", "không đặt tên như vậy cho thư mục mới được" },
    { "is a folder of other files, without a %s, and is not replaced",
      "là thư mục chứa tệp khác, không có %s, nên không thay thế" },
    { "'%s' is no name for a file in a folder",
      "'%s' không dùng làm tên tệp trong thư mục được" },
    { "has two files named '%s'", "có hai tệp cùng tên '%s'" },
    { "No such file or directory", "không có tệp hoặc thư mục này" },
    { "Permission denied", "không có quyền truy cập" },
    { "Is a directory", "đây là thư mục" },
    { "Not a directory", "một phần của đường dẫn không phải là thư mục" },
    { "File exists", "đã có sẵn" },
    { "No space left on device", "ổ đĩa đã hết chỗ trống" },
    { "Read-only file system", "ổ đĩa chỉ cho đọc" },
    { "Too many open files", "có quá nhiều tệp đang mở" },
    { "File name too long", "tên quá dài" },
    { "File too large", "tệp quá lớn" },
    { "Device or resource busy", "chương trình khác đang dùng tệp" },
    { "Input/output error", "ổ đĩa bị lỗi" },

/* calendars, profiles, tables of areas */
#include "messages_tables.def"

/* read, clean, check: files, cells and rows */
#include "messages_files.def"

    /* broken rules, and rules that cannot be */
    { "rule %s: %s (%s) is before %s (%s)", "quy tắc %s: %s (%s) sớm hơn %s (%s)" },
    { "rule %s: %s (%s) is not the same as %s (%s)", "quy tắc %s: %s (%s) khác %s (%s)" },
    { "rule %s: %s (%s) is less than %s (%s)", "quy tắc %s: %s (%s) nhỏ hơn %s (%s)" },
    { "rule %s: %s (%s) is not the year of %s (%s)",
      "quy tắc %s: %s (%s) không phải là năm của %s (%s)" },
    { "rule %s: %s (%s) lies outside %s (%s)", "quy tắc %s: %s (%s) nằm ngoài %s (%s)" },
    { "rule %s: %s (%s) does not go with %s (%s)",
      "quy tắc %s: %s (%s) không đi cùng với %s (%s)" },
    { "rule %s: there is no field '%.*s'", "quy tắc %s: không có trường '%.*s'" },
    { "rule %s: it cannot compare a field of the type of '%.*s'",
      "quy tắc %s: không so sánh được trường có kiểu dữ liệu của '%.*s'" },

    /* aggregate: what was asked */
    { "more than %d groups; ask for fewer dimensions or a shorter period",
      "có hơn %d nhóm; hãy chọn ít chiều phân tổ hơn hoặc kỳ ngắn hơn" },
    { "all groups, empty ones too, are more than %d; ask for fewer dimensions or a shorter "
      "period",
      "kể cả nhóm trống có hơn %d nhóm; hãy chọn ít chiều phân tổ hơn hoặc kỳ ngắn hơn" },
    { "%s cannot be asked of some areas where areas were split; ask --areas comparable or "
      "recorded",
      "không tính được %s cho một số địa bàn khi có đơn vị bị chia; dùng --areas comparable hoặc "
      "recorded" },
    { "%s of %s is too large for a 64-bit number",
      "%s của %s quá lớn, không chứa được trong số 64 bit" },
    { "there is no dimension '%.*s' (there are: %s)",
      "không có chiều phân tổ '%.*s' (các chiều có thể dùng: %s)" },
    { "a cube cannot be by '%.*s'", "khối số liệu không thể phân theo '%.*s'" },
    { "a cube keeps sums, not '%s'", "khối số liệu chỉ chứa các tổng, không chứa '%s'" },
    { "a cube's bytes are damaged", "dữ liệu của khối số liệu bị hỏng" },
    { "a cube is of another version or another calendar",
      "khối số liệu thuộc phiên bản khác hoặc lịch khác" },
    { "field '%s' is not the one that a cube was made of",
      "trường '%s' không phải là trường đã dùng để lập khối số liệu" },
    { "1 to %d incidents can be named, not %d", "chỉ nêu được từ 1 đến %d vụ, không phải %d" },
    { "incidents cannot be ordered by '%s', which is no number field",
      "không thể xếp thứ tự các vụ theo '%s' vì không phải là trường số" },
    { "there is no field '%.*s' to say of an incident",
      "không có trường '%.*s' để nêu của từng vụ" },
    { "dimension '%s' is asked twice", "chiều phân tổ '%s' bị nêu hai lần" },
    { "%s of a row is too large for a 64-bit number",
      "%s của một dòng quá lớn, vượt quá số 64 bit" },
    { "there is no measure '%.*s' (there are: %s; sums of those of one kind, as in "
      "deaths+injuries; and sum, mean, median, min, max, share, rate of them, as in mean(damage), "
      "real of money, distinct of a dimension)",
      "không có chỉ tiêu '%.*s' (các chỉ tiêu có thể dùng: %s; tổng của các chỉ tiêu cùng loại, "
      "ví dụ deaths+injuries; cùng với sum, mean, median, "
      "min, max, share, rate của chúng, ví dụ mean(damage), real của số tiền, và distinct của một "
      "chiều phân tổ)" },
    { "there is no price index of %d (%s)", "không có chỉ số giá của năm %d (%s)" },
    { "the years of a table of prices go upward, one row each",
      "các năm trong bảng giá phải tăng dần, mỗi năm một dòng" },
    { "the change of %d is missing: prices cannot be linked over it",
      "thiếu mức tăng giá của năm %d nên không nối được chuỗi giá" },
    { "a table of prices needs a column index, change_percent or previous_year_100",
      "bảng giá phải có cột index, change_percent hoặc previous_year_100" },
    { "condition '%s': '%s' %s", "điều kiện '%s': '%s' %s" },
    { "is not a number (as in -12.5)", "không phải là số (ví dụ -12.5)" },
    { "is not a day (as in 2024-07-31)", "không phải là ngày (ví dụ 2024-07-31)" },
    { "is not a weekday (1 Monday to 7 Sunday)",
      "không phải là thứ trong tuần (1 là thứ Hai, 7 là Chủ nhật)" },
    { "is not an hour (0 to 23)", "không phải là giờ (0 đến 23)" },
    { "is not one period of that unit (as in 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W05, "
      "2024-07-31)",
      "không phải là một kỳ của đơn vị thời gian này (ví dụ 2024, 2024-H1, 2024-Q3, "
      "2024-07, 2024-W05, 2024-07-31)" },
    { "is empty; no value is written as null", "để trống; không có giá trị thì viết là null" },
    { "has no order; only = and != can be asked", "không có thứ tự; chỉ dùng được = và !=" },
    { "has no operator (=, !=, >=, <=, >, <)", "thiếu phép so sánh (=, !=, >=, <=, >, <)" },
    { "there is no field or dimension '%.*s' (there are: %s)",
      "không có trường hoặc chiều phân tổ '%.*s' (có thể dùng: %s)" },
    { "a condition is not UTF-8", "điều kiện không phải mã UTF-8" },

    /* store */
    { "another program is using the store; try again when it has finished (%s)",
      "một chương trình khác đang dùng kho dữ liệu; hãy thử lại khi chương trình đó xong "
      "(%s)" },
    { "the disk is full (%s)", "ổ đĩa đã đầy (%s)" },
    { "the store cannot be read or written: %s (%s)",
      "không đọc hoặc ghi được kho dữ liệu: %s (%s)" },
    { "the file is damaged or no store (%s)",
      "tệp bị hỏng hoặc không phải là kho dữ liệu (%s)" },
    { "a row is longer than %d MB (%s)", "có dòng dài quá %d MB (%s)" },
    { "interrupted", "đã bị ngắt" },
    { "the store does not take this: %s", "kho dữ liệu không nhận: %s" },
    { "the store is damaged or was changed by another program: %s; go back to a copy of it, or "
      "import its files into a new store",
      "kho dữ liệu bị hỏng hoặc đã bị chương trình khác sửa: %s; hãy dùng lại bản sao, hoặc nạp "
      "lại các tệp vào kho mới" },
    { "another program wrote to the store while figures were worked out",
      "chương trình khác đã ghi vào kho dữ liệu trong khi số liệu đang được tính" },
    { "nothing is stored: the import failed before",
      "không có gì được lưu: lần nạp này đã gặp lỗi trước đó" },
    { "an import was killed and must be undone first, but that failed: %s",
      "một lần nạp trước bị ngắt giữa chừng và phải hoàn tác trước, nhưng không hoàn tác "
      "được: %s" },
    { "the file may be read but not written", "tệp chỉ cho đọc, không cho ghi" },
    { "the field '%s' is %s in the store and %s in the new rows",
      "trường '%s' trong kho dữ liệu có kiểu %s, còn trong dữ liệu mới có kiểu %s" },
    { "SOURCE_DATE_EPOCH: '%s' is not a number of seconds",
      "SOURCE_DATE_EPOCH: '%s' không phải là số giây" },
    { "the records do not add up: %lld kept and %lld rejected of %lld",
      "số dòng không khớp: giữ %lld và loại %lld trong tổng số %lld" },
    { "the records do not add up: %lld kept and %lld stored",
      "số dòng không khớp: giữ %lld nhưng lưu %lld" },
    { "the store is empty", "kho dữ liệu trống" },
    { "a database of another program, not a store of firestat",
      "đây là cơ sở dữ liệu của chương trình khác, không phải kho dữ liệu của firestat" },
    { "written by a newer firestat (store version %lld, this program knows %d): use the "
      "newer one",
      "tệp do bản firestat mới hơn ghi (phiên bản kho %lld, chương trình này chỉ biết đến "
      "%d): hãy dùng bản mới hơn" },
    { "written by an older firestat: the next import brings it up to date",
      "tệp do bản firestat cũ hơn ghi: lần nạp tiếp theo sẽ nâng cấp kho" },

/* charts, and batches of them */
#include "messages_charts.def"

    /* command line: what is said of a run */
    { "%s: columns taken: %s", "%s: các cột được dùng: %s" },
    { "%s: columns passed over: %s", "%s: các cột bỏ qua: %s" },
    { "%s: no column says when; the rows belong to no period",
      "%s: không cột nào ghi thời gian; các dòng không thuộc kỳ nào" },
    { "%lld more of this kind; -v shows them",
      "còn %lld trường hợp như vậy; dùng -v để xem hết" },
    { "%s: %lld rows read, %lld kept, %lld rejected; %lld cells set aside",
      "%s: đã đọc %lld dòng, giữ %lld, loại %lld; %lld ô không dùng được" },
    { "none of %lld rows can be used", "trong %lld dòng không có dòng nào dùng được" },
    { "a store is read alone, without other files",
      "kho dữ liệu phải đọc riêng, không đọc cùng tệp khác" },
    { "%s: stored before, as import %lld; nothing changed",
      "%s: đã nạp trước đây, ở lần nạp %lld; không có gì thay đổi" },
    { "%s: %lld rows would be stored", "%s: sẽ lưu %lld dòng" },
    { "%s: %lld rows stored", "%s: đã lưu %lld dòng" },
    { "import %lld, %s: %s (%lld bytes)", "lần nạp %lld, %s: %s (%lld byte)" },
    { "%lld rows read, %lld kept, %lld rejected; %lld cells set aside; by %s",
      "đã đọc %lld dòng, giữ %lld, loại %lld; %lld ô không dùng được; do %s ghi" },
    { "%lld were there already, %lld of those kept revise earlier ones, %lld of those rejected "
      "contradict others, %lld are no incidents",
      "%lld dòng đã có sẵn, %lld dòng trong số được giữ là bản sửa đổi, %lld dòng trong số bị "
      "loại mâu thuẫn với dòng khác, %lld dòng không phải vụ việc" },
    { "taken back %s", "đã hủy lúc %s" },
    { "read with %s", "đọc với %s" },
    { "declared to have every incident of %s", "khai báo là có đủ mọi vụ của các ngày %s" },
    { "the declared coverage '%s' begins after today",
      "khoảng thời gian khai báo có báo cáo (coverage) '%s' bắt đầu sau ngày hôm nay" },
    { "the setting %s is of all files; of a single file are coverage and coverage_area",
      "thiết lập %s dùng chung cho mọi tệp; riêng từng tệp chỉ có coverage và coverage_area" },
    { "coverage_area '%s' is said without coverage",
      "có coverage_area '%s' nhưng thiếu coverage (khoảng thời gian có báo cáo)" },
    { "%s: %lld rows of %lld imports are as they were written",
      "%s: %lld dòng của %lld lần nạp còn nguyên như khi ghi" },
    { "%s: the columns kept beside them say the same",
      "%s: các cột lưu kèm khớp với các dòng" },
    { "%s: another program has written to the file, or an older firestat made it: every question "
      "reads all rows until firestat doctor --rebuild",
      "%s: chương trình khác đã ghi vào tệp, hoặc tệp do firestat cũ tạo: mỗi lần hỏi phải đọc mọi "
      "dòng cho đến khi chạy firestat doctor --rebuild" },
    { "%s: the columns kept beside them say something else: firestat doctor --rebuild makes them "
      "anew",
      "%s: các cột lưu kèm không khớp với các dòng: hãy chạy firestat doctor --rebuild để tạo lại" },
    { "%s: import %lld is taken back", "%s: đã hủy lần nạp %lld" },
    { "%s: merge %lld is taken back", "%s: đã hủy lần gộp %lld" },
    { "'%s' is not the number of an import, nor merge: and one of a merge; see firestat log",
      "'%s' không phải là số thứ tự lần nạp, cũng không phải merge: kèm số thứ tự lần gộp; xem "
      "firestat log" },

    /* several stores into one */
    { "import %lld of %s, taken over from %s %s by merge:%lld",
      "lần nạp %lld của %s, lấy từ %s lúc %s trong merge:%lld" },
    { "%s took its import %lld back, which is still here: firestat undo %s %lld takes it out",
      "%s đã hủy lần nạp %lld của kho đó nhưng ở đây vẫn còn: firestat undo %s %lld để bỏ ra" },
    { "%s: %lld imports taken over, %lld were here already",
      "%s: đã lấy %lld lần nạp, %lld lần nạp đã có sẵn" },
    { "import %lld is import %lld now: imports stand by their time",
      "lần nạp %lld nay mang số %lld: các lần nạp xếp theo thời điểm nạp" },
    { "%s: everything was here already; nothing changed",
      "%s: tất cả đã có sẵn; không có gì thay đổi" },
    { "%s: merge %lld is done; firestat undo %s merge:%lld takes it back whole",
      "%s: đã gộp xong (lần gộp %lld); firestat undo %s merge:%lld để hủy trọn vẹn" },
    { "%s: the line '%s' of its table %s is another one here; the one here stays",
      "%s: dòng '%s' trong bảng %s của kho này khác với dòng đã có; giữ dòng đã có" },
    { "%s: %lld lines of tables of areas taken over",
      "%s: đã nhận %lld dòng của các bảng địa bàn" },
    { "a store cannot be merged into itself", "không thể gộp kho dữ liệu vào chính nó" },
    { "too many imports", "quá nhiều lần nạp" },
    { "too many areas", "quá nhiều địa bàn" },
    { "there is no merge %lld, or it was taken back before",
      "không có lần gộp %lld, hoặc lần gộp này đã bị hủy trước đây" },
    { "its setting %s is '%s' and that of %s is '%s'; they cannot be one store",
      "cài đặt %s của kho này là '%s', của %s là '%s' nên không thể gộp làm một" },
    { "the field '%s' is %s, and in %s it is %s; they cannot be one store",
      "trường '%s' có kiểu %s, trong %s lại có kiểu %s nên không thể gộp làm một" },
    { "the field '%s' is in '%s', and in %s it is in '%s'; they cannot be one store",
      "trường '%s' tính bằng '%s', trong %s lại tính bằng '%s' nên không thể gộp làm một" },

    /* one record, several rows */
    { "'%s' is on line %lld already, with other values of %s; the first one counts",
      "'%s' đã có ở dòng %lld, khác nhau ở: %s; chỉ tính dòng đầu" },
    { "looks like line %lld of %s: same day, place, facility, casualties and damage; both are "
      "kept",
      "giống dòng %lld của %s: cùng ngày, nơi xảy ra, loại cơ sở, thương vong và thiệt hại; vẫn "
      "giữ cả hai" },
    { "%s: %lld rows were there already with the same values; counted once",
      "%s: %lld dòng đã có với cùng nội dung; chỉ tính một lần" },
    { "%s: %lld rows revise an earlier version, which is kept aside",
      "%s: %lld dòng sửa đổi bản trước; bản trước vẫn được lưu" },
    { "%s: %lld rows contradict an earlier row of the file and are rejected",
      "%s: %lld dòng trùng mã nhưng khác nội dung với dòng trước trong tệp nên bị loại" },
    { "%s: %lld rows without a key look like others; all are counted",
      "%s: %lld dòng không có mã giống các dòng khác; vẫn tính tất cả" },
    { "%s and %s both have rows for %s: they are added up, and what both count is counted "
      "twice",
      "%s và %s đều có số liệu của %s: các số được cộng chung, vụ nào có ở cả hai bên thì bị "
      "tính hai lần" },
    { "all areas", "mọi địa bàn" },
    { "and %lld more", "và %lld mục khác" },
    { "--%s is written for one file; give one file",
      "--%s chỉ ghi cho một tệp; hãy nêu một tệp" },
    { "--as-of asks a store; files say only what they say now",
      "--as-of chỉ dùng với kho dữ liệu; tệp chỉ có nội dung hiện tại" },
    { "'%s' is not a day or a moment: 2024-07-31 or 2024-07-31T08:15",
      "'%s' không phải là ngày hoặc thời điểm: 2024-07-31 hoặc 2024-07-31T08:15" },
    { "there is no import %lld", "không có lần nạp %lld" },
    { "import %lld was taken back before", "lần nạp %lld đã bị hủy trước đây" },
    { "stopped; nothing was changed", "đã dừng; không có gì thay đổi" },
    { "standard output cannot be written: %s", "không ghi được ra đầu ra chuẩn: %s" },

    /* command line: what was typed */
    { "usage: firestat %s %s", "cách dùng: firestat %s %s" },
    { "there is no command '%s'; see firestat help", "không có lệnh '%s'; xem firestat help" },
    { "%s has no option '%s'; see firestat help %s",
      "lệnh %s không có tùy chọn '%s'; xem firestat help %s" },
    { "%s needs a value", "%s phải có giá trị đi kèm" },
    { "--%s is given more than %d times", "--%s được nêu quá %d lần" },
    { "there is no language '%s': vi or en", "không có ngôn ngữ '%s': chỉ có vi hoặc en" },
    { "there is no format '%s': table, csv, tsv, json, markdown, html or xlsx",
      "không có định dạng '%s': chỉ có table, csv, tsv, json, markdown, html, xlsx" },
    { "--excel is a way to write CSV and does not go with the format %s",
      "--excel là một cách ghi CSV, không dùng cùng định dạng %s" },
    { "checked figures have no format %s; here table, csv, tsv or json",
      "số liệu kiểm tra không có định dạng %s; ở đây có table, csv, tsv, json" },
    { "a workbook cannot be shown here: name a file with -o",
      "không hiện bảng tính Excel trên màn hình được: hãy đặt tên tệp bằng -o" },
    { "checked figures have no such format", "số liệu kiểm tra không có định dạng này" },
    { "in the terminal: a row a group with its course, where the last of --by is time",
      "trong cửa sổ lệnh: mỗi nhóm một dòng kèm nét diễn biến, khi --by kết thúc bằng thời gian" },
    /* the review */
    { "at most %d conditions", "tối đa %d điều kiện" },
    { "%s is not UTF-8", "%s không phải mã UTF-8" },
    { "the template has no section with figures", "mẫu không có mục nào có số liệu" },
    { "there is no data of two whole stages of five years",
      "không đủ số liệu trọn vẹn của hai giai đoạn 5 năm" },
    { "the sections of the review and their order (default: the shipped ones)",
      "các mục của báo cáo và thứ tự (mặc định: mẫu kèm theo chương trình)" },
    { "the schemes of severity with their days and bounds (default: the shipped ones)",
      "các cách phân loại mức độ, ngày áp dụng và ngưỡng (mặc định: bảng kèm theo)" },
    { "at most %d rows", "tối đa %d dòng" },
    { "the body that issues the review, for its head", "cơ quan ban hành, ghi ở đầu báo cáo" },
    { "where it has its seat, for place and date (default: the place)",
      "địa danh ghi cạnh ngày tháng (mặc định: tên địa phương)" },
    { "the whole review: Word, PDF, HTML, Excel, charts and tables in one folder",
      "toàn bộ báo cáo: Word, PDF, HTML, Excel, biểu đồ và bảng trong một thư mục" },
    { "the name '%s' is there twice", "tên '%s' bị trùng" },
    { "a chart of section '%s' is left out: %s", "bỏ một biểu đồ của mục '%s': %s" },
    { "review needs --period P and -o DIR", "review cần --period P và -o THƯ_MỤC" },
    { "there is no chart '%s': %s", "không có loại biểu đồ '%s'; có: %s" },
    { "greys only, for photocopies", "chỉ dùng các sắc xám, để photocopy đen trắng" },
    { "there is no size '%s': half, full or slide",
      "không có cỡ '%s': chỉ có half, full hoặc slide" },
    { "a chart needs -o FILE.png, FILE.svg or FILE.pdf, or --format text",
      "biểu đồ phải có -o FILE.png, FILE.svg hoặc FILE.pdf, hoặc --format text" },
    { "there is no format '%s': text; else the name of -o says which",
      "không có định dạng '%s': chỉ có text; còn lại do tên của -o quyết định" },
    { "text: a look in the terminal (default: by the name of -o)",
      "text: xem nhanh trong cửa sổ lệnh (mặc định: theo tên của -o)" },
    { "a terminal of %d columns is not drawn for", "không vẽ cho cửa sổ lệnh rộng %d cột" },

    /* help: the program and its commands */
    { "firestat turns the incident files of a fire police department into the figures and "
      "charts of its review.",
      "firestat lập số liệu và biểu đồ cho báo cáo tổng kết từ các tệp ghi vụ cháy của lực "
      "lượng Cảnh sát PCCC và CNCH." },
    { "SOURCE is a store made by import, or incident files (CSV, XLSX, ODS); - is standard input.",
      "SOURCE là kho dữ liệu do lệnh import tạo ra, hoặc các tệp ghi vụ việc (CSV, XLSX, ODS); - là "
      "đầu vào chuẩn." },
    { "firestat help COMMAND lists the options of a command; firestat --version tells the "
      "version.",
      "firestat help COMMAND liệt kê các tùy chọn của một lệnh; firestat --version cho biết "
      "phiên bản." },
    { "Exit codes: 0 done, 1 data refused, 2 usage, 3 system, 130 interrupted.",
      "Mã thoát: 0 xong, 1 dữ liệu không được nhận, 2 dùng sai lệnh, 3 lỗi hệ thống, 130 bị "
      "ngắt." },
    { "draw a chart: years, areas, causes, what changed; a wrong KIND lists them all",
      "vẽ biểu đồ: các năm, địa bàn, nguyên nhân, tăng giảm; gõ sai KIND để xem các loại" },
    { "this list, or the options of one command",
      "danh sách này, hoặc các tùy chọn của một lệnh" },
    { "read incident files into a store", "nạp các tệp ghi vụ việc vào kho dữ liệu" },
    { "what draws charts, %s, cannot be run: %s",
      "không chạy được chương trình vẽ biểu đồ %s: %s" },
    { "what was imported into a store, and when",
      "những gì đã nạp vào kho dữ liệu và nạp khi nào" },
    { "look at everything in a store: is it as it was written?",
      "kiểm tra toàn bộ kho dữ liệu: có còn nguyên như khi ghi?" },
    { "the rows themselves, as CSV, NDJSON or SQLite, for other programs",
      "xuất từng dòng dữ liệu ra CSV, NDJSON hoặc SQLite cho chương trình khác" },
    { "stores of other offices into one, nothing counted twice",
      "gộp kho dữ liệu của các đơn vị làm một, không tính trùng" },
    { "take one import or merge back, whole", "hủy trọn vẹn một lần nạp hoặc lần gộp" },
    { "incidents, deaths and damage by period and group",
      "số vụ, số người chết và thiệt hại theo kỳ và theo nhóm" },

    /* help: the options */
    { "group by: year half quarter month week day weekday hour, province district commune, "
      "or a category field (default: year; compare, trend: all together)",
      "phân tổ theo: year half quarter month week day weekday hour, province district "
      "commune, hoặc một trường phân loại (mặc định: year; compare, trend: gộp tất cả)" },
    { "what is counted: a numeric field, a sum of some (deaths+injuries), or sum mean median min "
      "max share rate of one, real(damage) (default: incidents,deaths,damage)",
      "chỉ tiêu: một trường số, tổng của vài trường (deaths+injuries), hoặc sum mean median min max "
      "share rate của trường đó, "
      "real(damage) (mặc định: incidents,deaths,damage)" },
    { "a table of inhabitants for rate(...), beside the shipped ones: "
      "area,level,year,population,definition",
      "bảng dân số cho rate(...), dùng cùng các bảng có sẵn: "
      "area,level,year,population,definition" },
    { "a table of consumer prices for real(...) in place of the shipped one: year and index, "
      "change_percent or previous_year_100",
      "bảng chỉ số giá tiêu dùng cho real(...), thay cho bảng có sẵn: year và index, "
      "change_percent hoặc previous_year_100" },
    { "the year in whose prices real(...) is given (default: the last one of the rows)",
      "năm lấy giá làm gốc cho real(...) (mặc định: năm cuối của số liệu)" },
    { "--price-year '%s' is no year: 2024", "--price-year '%s' không phải là năm, ví dụ 2024" },
    { "only incidents with FIELD=VALUE[,VALUE...] (also != >= <= > <, and FIELD=null); "
      "repeat for AND",
      "chỉ lấy các vụ có FIELD=VALUE[,VALUE...] (hoặc != >= <= > <, và FIELD=null); nêu "
      "nhiều lần thì phải thỏa mãn tất cả" },
    { "only these days: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07, 2016..2020, "
      "2023-12-15..2024-06-14; tet:2024 (from two days before mùng 1 to mùng 5), tet:2024:-1..5, "
      "or by lunar day and month tet:2024:29/12..5/1",
      "chỉ lấy các ngày trong kỳ: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07, 2016..2020, "
      "2023-12-15..2024-06-14; tet:2024 (từ hai ngày trước mùng 1 đến mùng 5), tet:2024:-1..5, "
      "hoặc theo ngày/tháng âm lịch tet:2024:29/12..5/1" },
    { "read the store as it was at the end of that day, or at a moment like 2024-07-31T08:15 "
      "(UTC)",
      "đọc kho dữ liệu như vào cuối ngày đó, hoặc vào một thời điểm như 2024-07-31T08:15 "
      "(giờ UTC)" },
    { "what a year is: calendar, vn-report (15/12 to 14/12, to 2019 16/12 to 15/12), "
      "vn-government (16/9 to 15/9), the day MM-DD on which years begin, or a table FILE.csv "
      "(default: the profile's or the store's, else calendar)",
      "cách tính năm: calendar (năm dương lịch), vn-report (15/12 đến 14/12, từ năm 2019 về trước "
      "16/12 đến 15/12), vn-government (16/9 đến 15/9), ngày bắt đầu năm MM-DD, hoặc bảng FILE.csv "
      "(mặc định: theo hồ sơ nguồn hoặc kho dữ liệu, nếu không có thì calendar)" },
    { "areas as recorded (the default), as they were on a day like 2025-07-01, or comparable: "
      "the finest that are the same before and after every change",
      "địa bàn như đã ghi: recorded (mặc định), theo ranh giới một ngày như 2025-07-01, hoặc "
      "comparable: địa bàn nhỏ nhất giữ nguyên qua mọi lần sắp xếp" },
    { "'%s' is no way to see areas: recorded, comparable, or a day like 2025-07-01",
      "'%s' không phải là cách xem địa bàn: recorded, comparable hoặc một ngày như 2025-07-01" },
    { "rows for groups without incidents too: 0 where reports came, empty where none did",
      "thêm dòng cho nhóm không có vụ nào: 0 nếu có báo cáo, để trống nếu không có báo cáo" },
    { "beside each measure, the number of incidents whose value is not known",
      "bên cạnh mỗi chỉ tiêu, thêm số vụ chưa rõ giá trị" },
    { "table, csv, tsv, json, markdown, html or xlsx (default: by the name of -o, else table)",
      "table, csv, tsv, json, markdown, html hoặc xlsx (mặc định: theo đuôi tệp của -o, nếu không "
      "thì table)" },
    { "CSV as Excel in Viet Nam opens it: byte order mark, ';', decimal commas, no formulas",
      "CSV để mở thẳng bằng Excel tiếng Việt: có BOM, dấu ';', dấu phẩy thập phân, không thành "
      "công thức" },
    { "table, csv, tsv or json (default: by the name of -o, else table)",
      "table, csv, tsv hoặc json (mặc định: theo đuôi tệp của -o, nếu không thì table)" },
    { "title in place of the finding", "tiêu đề thay cho câu nhận định" },
    { "name of the place for the subtitle (default: the province, when there is one)",
      "tên địa bàn ghi ở dòng phụ đề (mặc định: tên tỉnh, nếu chỉ có một)" },
    { "half, full or slide (default: full)", "half, full hoặc slide (mặc định: full)" },
    { "write there instead of to standard output; the file appears whole or not at all",
      "ghi ra tệp thay vì đầu ra chuẩn; tệp được ghi trọn vẹn hoặc không ghi gì" },
    { "let -o replace a file", "cho phép -o ghi đè tệp đã có" },
    { "folder of tables that say how the files are written: schema.csv, source.csv, "
      "codes_*.csv",
      "thư mục hồ sơ cấu hình, mô tả cách ghi của tệp: schema.csv, source.csv, codes_*.csv" },
    { "take a column for a field; FIELD:TYPE makes a new field, COLUMN*FACTOR gives its "
      "unit; repeat",
      "lấy một cột làm một trường; FIELD:TYPE tạo trường mới, COLUMN*FACTOR cho biết đơn "
      "vị; được nêu nhiều lần" },
    { "the same value in every row; repeat",
      "cùng một giá trị cho mọi dòng; được nêu nhiều lần" },
    { "encoding of CSV files (default: found out): utf-8, utf-16, windows-1258, tcvn3, vni, ...",
      "bảng mã của tệp CSV (mặc định: tự nhận biết): utf-8, utf-16, windows-1258, tcvn3, vni, ..." },
    { "sheet of a workbook, by name or number (default: the first one with cells)",
      "trang tính, theo tên hoặc số thứ tự (mặc định: trang đầu tiên có dữ liệu)" },
    { "what parts the cells: , ; | or tab (default: found out)",
      "dấu phân cách các ô: , ; | hoặc tab (mặc định: tự nhận biết)" },
    { "line of the header row (default: found out)",
      "số thứ tự của dòng tiêu đề (mặc định: tự nhận biết)" },
    { "dmy, mdy or ymd (default: dmy)", "dmy, mdy hoặc ymd (mặc định: dmy)" },
    { "1.234,5 or 1,234.5 (default: decided from the whole column)",
      "1.234,5 hoặc 1,234.5 (mặc định: xét cả cột để quyết định)" },
    { "a word that means: no value; repeat",
      "từ có nghĩa là không có giá trị; được nêu nhiều lần" },
    { "threads to read with (default: as many as processors); no result depends on it",
      "số luồng dùng để đọc (mặc định: bằng số bộ xử lý); kết quả không phụ thuộc vào số này" },
    { "--jobs %s: a number of threads from 1 to %d",
      "--jobs %s: phải là số luồng từ 1 đến %d" },
    { "refuse a file at its first bad cell or row",
      "không nhận tệp ngay khi gặp ô hoặc dòng sai đầu tiên" },
    { "read and report, store nothing", "đọc và báo kết quả, không lưu gì" },
    { "vi or en (default: vi, or FIRESTAT_LANG)",
      "vi hoặc en (mặc định: vi, hoặc theo FIRESTAT_LANG)" },
    { "no messages but errors", "chỉ báo lỗi, không báo gì khác" },
    { "every issue, and what each column was taken for",
      "báo mọi trường hợp sai và cho biết từng cột được hiểu là gì" },
    { "this text", "phần hướng dẫn này" },
    { "make what is kept beside the rows anew, after the rows were looked at",
      "tạo lại những gì lưu kèm các dòng, sau khi đã kiểm tra các dòng" },
    { "print the manual page (roff)", "in trang hướng dẫn man (roff)" },

    /* cli: the manual page */
    { "NAME", "TÊN" },
    { "SYNOPSIS", "CÚ PHÁP" },
    { "DESCRIPTION", "MÔ TẢ" },
    { "COMMANDS", "CÁC LỆNH" },
    { "OPTIONS OF EVERY COMMAND", "TÙY CHỌN CHUNG" },
    { "SMALLEST CHANGES", "MỨC TĂNG, GIẢM NHỎ NHẤT CÓ Ý NGHĨA" },
    { "So few or so many incidents, after so many in a period as long before, are a change that "
      "chance alone hardly makes (conditional binomial test, 5 percent); what lies between "
      "decides nothing.",
      "Sau kỳ trước cùng độ dài có số vụ như ở đầu dòng, số vụ kỳ này phải ít hoặc nhiều như sau "
      "mới vượt dao động ngẫu nhiên (kiểm định nhị thức có điều kiện, mức 5 phần trăm); ở khoảng giữa thì "
      "chưa kết luận được." },
    { "ENVIRONMENT", "BIẾN MÔI TRƯỜNG" },
    { "EXIT STATUS", "MÃ THOÁT" },
    { "fire statistics: incident files to figures and charts",
      "thống kê cháy, nổ: từ tệp ghi vụ việc đến số liệu và biểu đồ" },
    { "An import is stored whole or not at all; the same file again changes nothing.",
      "Mỗi lần nạp được lưu trọn vẹn hoặc không lưu gì; nạp lại cùng một tệp thì không có gì "
      "thay đổi." },
    { "A cell that cannot be read becomes empty and is told with file, line, column and value; "
      "the row is kept. A row without a day is rejected. Unreadable is never zero.",
      "Ô không đọc được thì để trống và được báo kèm tên tệp, số dòng, tên cột và giá trị; dòng "
      "đó vẫn được giữ. Dòng không có ngày thì bị loại. Không đọc được không bao giờ là số "
      "không." },
    { "Sums are exact whole numbers. The same input gives the same bytes under any locale and "
      "time zone.",
      "Tổng là số nguyên chính xác. Cùng một đầu vào luôn cho đúng cùng một kết quả, dưới mọi "
      "thiết lập ngôn ngữ và múi giờ." },
    { "An output file appears whole or not at all. No network is used and nothing is executed.",
      "Tệp kết quả được ghi trọn vẹn hoặc không ghi gì. Không dùng mạng và không chạy chương "
      "trình nào khác." },
    { "vi or en: the language where --lang does not say",
      "vi hoặc en: ngôn ngữ khi không có --lang" },
    { "folder of the Liberation fonts", "thư mục chứa phông chữ Liberation" },
    { "seconds since 1970: stands for the clock, so that outputs can be made again byte by byte",
      "số giây từ năm 1970: dùng thay đồng hồ, để làm lại kết quả đúng từng byte" },

    /* verify: published figures */
    { "recompute the arithmetic of published figures",
      "tính lại số liệu đã công bố: tăng giảm, tỷ lệ, tỷ trọng, tổng" },
    { "take a column for a role: current, base, delta, percent (with a measure: delta_deaths), "
      "part, total, measure, group, label, item, period, against, from, to; COLUMN*FACTOR gives "
      "its unit; repeat (known by themselves: the headers of datasets/figure_headers.csv, alone or "
      "with a measure: số vụ cùng kỳ, % thiệt hại)",
      "lấy một cột làm: current (kỳ này), base (kỳ gốc), delta (tăng giảm), percent (tỷ lệ), kèm "
      "chỉ tiêu nếu cần (delta_deaths), part (bộ phận), total (tổng), measure (chỉ tiêu), group "
      "(nhóm), label (địa bàn, báo cáo), item (nội dung), period (kỳ), against (so với), from (từ "
      "ngày), to (đến ngày); CỘT*HỆ_SỐ là đơn vị; dùng được nhiều lần (tự nhận ra: các tiêu đề trong "
      "datasets/figure_headers.csv, đứng riêng hoặc kèm chỉ tiêu: số vụ cùng kỳ, % thiệt hại)" },
    { "csv, ndjson (an object a line) or sqlite (one table, and a data_dictionary) (default: by "
      "the name of -o, else csv)",
      "csv, ndjson (mỗi dòng một đối tượng) hoặc sqlite (một bảng, kèm data_dictionary) (mặc "
      "định: theo tên của -o, nếu không thì csv)" },
    { "write a profile with which firestat reads the CSV again: types, keys, currency, calendar, "
      "labels of codes, declared coverage",
      "ghi hồ sơ cấu hình để firestat đọc lại tệp CSV: kiểu dữ liệu, khóa, tiền tệ, lịch, nhãn của mã, "
      "khoảng thời gian khai báo có báo cáo" },
    { "make -o a folder with a file a year, and a manifest.csv that lists them",
      "-o là thư mục, mỗi năm một tệp, kèm manifest.csv liệt kê các tệp" },
    { "rows are not written as '%s': --format csv, ndjson or sqlite",
      "không xuất dòng dữ liệu theo dạng '%s' được: dùng --format csv, ndjson hoặc sqlite" },
    { "--partition %s: rows are parted by year only",
      "--partition %s: chỉ tách dòng dữ liệu theo năm (year)" },
    { "--partition is for csv and ndjson; an SQLite file has all rows",
      "--partition chỉ dùng cho csv và ndjson; tệp SQLite chứa mọi dòng" },
    { "--partition makes a folder: name it with -o",
      "--partition tạo ra thư mục: hãy đặt tên bằng -o" },
    { "an SQLite file cannot be shown here: name it with -o",
      "tệp SQLite không hiện trên màn hình được: hãy đặt tên bằng -o" },
    { "a file for what is to be written cannot be kept: %s",
      "không giữ được tệp tạm cho dữ liệu xuất: %s" },
    { "%lld rows stand for days inside and outside of the period and are left out",
      "%lld dòng tính cho cả những ngày ngoài kỳ nên không được xuất" },
    { "%lld rows lie in areas that were split since; which part they lie in is not known, and it "
      "is left empty",
      "%lld dòng thuộc địa bàn về sau bị chia tách; không rõ thuộc phần nào nên để trống" },
    { "%s: %lld rows written", "%s: đã xuất %lld dòng" },
    { "what the sources are declared to have every incident of is not in the profile: it does not "
      "hold for all rows that were written",
      "hồ sơ cấu hình không ghi khoảng thời gian và địa bàn mà nguồn khai báo có báo cáo: khai báo đó "
      "không áp dụng cho mọi dòng đã xuất" },
    { "table (what is not right), csv, tsv or json (every figure, with its verdict)",
      "table (những chỗ chưa đúng), csv, tsv hoặc json (mọi số liệu kèm kết luận)" },
    { "%s: %lld cells or rows set aside", "%s: bỏ qua %lld ô hoặc dòng không dùng được" },
    { "there is no figure to check", "không có số liệu nào để kiểm tra" },
    { "--map %s: a table of figures has no such field",
      "--map %s: bảng số liệu không có mục này" },
    { "--map %s: the unit of a figure is 1, 10, 100, 1000, ...",
      "--map %s: đơn vị của số liệu là 1, 10, 100, 1000, ..." },
    { "no header with published figures was found (see firestat help verify); "
      "--map ROLE=COLUMN says what a column is",
      "không thấy dòng tiêu đề của bảng số liệu (xem firestat help verify); "
      "--map MỤC=CỘT cho biết từng cột là gì" },
    { "a period against the same period before: change, chance, verdict on the criteria",
      "so sánh một kỳ với cùng kỳ: tăng giảm, biến động ngẫu nhiên, kết luận theo các tiêu chí" },
    { "against what: previous, before, adjacent, mean5, or a period (default: previous)",
      "so với: previous (cùng kỳ năm trước), before (kỳ liền trước), adjacent (số ngày liền kề "
      "trước), mean5 (bình quân cùng kỳ 5 năm trước), hoặc một kỳ (mặc định: previous)" },
    { "the measures of the verdict (default: incidents,deaths,damage, where all are asked)",
      "các chỉ tiêu dùng để kết luận (mặc định: incidents,deaths,damage nếu được yêu cầu đủ)" },
    { "no verdict where more of the incidents of a side have no known value (default: 20)",
      "không kết luận khi số vụ chưa có số liệu của một kỳ vượt tỷ lệ này (mặc định: 20)" },
    { "percents: half (away from zero, the default) or truncate",
      "tỷ lệ phần trăm: half (làm tròn, mặc định) hoặc truncate (cắt bỏ phần lẻ)" },
    { "compare needs --period: 2024, 2024-H1, 2024-9M, 2021..2025, ...",
      "compare cần --period: 2024, 2024-H1, 2024-9M, 2021..2025, ..." },
    { "--unknown-most '%s' is not a whole percent from 0 to 100",
      "--unknown-most '%s' không phải số phần trăm nguyên từ 0 đến 100" },
    { "--round '%s' is none of: half, truncate", "--round '%s' không phải half hay truncate" },
    { "--criteria '%.*s' is not among the measures",
      "--criteria '%.*s' không có trong các chỉ tiêu được yêu cầu" },
    { "--criteria takes at most %d measures", "--criteria nhận nhiều nhất %d chỉ tiêu" },
    { "there is no incident with a day, so nothing can be compared",
      "không có vụ nào có ngày nên không so sánh được" },
    { "which groups of one dimension made the change of the total",
      "nhóm nào (theo một tiêu thức) làm nên mức tăng, giảm chung" },
    { "--contribution needs one dimension in --by, and the format table or json",
      "--contribution cần đúng một tiêu thức ở --by và định dạng table hoặc json" },
    { "what the years say together: rate of change, chance, next year",
      "xu hướng qua các năm: mức tăng giảm bình quân, ý nghĩa thống kê, dự báo năm sau" },
    { "from the first day of this period on; only whole years count (default: the first one of "
      "the data)",
      "từ ngày đầu của kỳ này; chỉ tính năm trọn (mặc định: năm trọn đầu tiên của số liệu)" },
    { "to the last day of this period (default: the last whole year of the data)",
      "đến ngày cuối của kỳ này (mặc định: năm trọn cuối cùng của số liệu)" },
    { "there is no whole year of data in these days",
      "trong khoảng ngày này không có năm nào trọn số liệu" },
    { "a trend is over at most %d years; choose them by --from and --to",
      "xu hướng tính nhiều nhất cho %d năm; chọn bằng --from và --to" },
    { "trend takes --period, or --from and --to, not both",
      "trend nhận --period, hoặc --from và --to, không nhận cả hai" },
    { "a trend is over years, so --by takes no other period than year",
      "xu hướng tính theo năm nên --by không nhận kỳ nào khác ngoài year" },
};

const size_t words_n_messages = sizeof words_messages / sizeof words_messages[0];

const char *fire_words_vietnamese(const char *english_format)
{
    for (size_t i = 0; i < words_n_messages; i++)
        if (strcmp(english_format, words_messages[i].english) == 0)
            return words_messages[i].vietnamese;
    return english_format;
}
