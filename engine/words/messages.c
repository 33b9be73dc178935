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

    /* calendar */
    { "there is no calendar '%s' (there is: %s)", "không có lịch '%s' (các lịch có sẵn: %s)" },
    { "'%.*s' is not a period: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-07, 2024-W05, "
      "2024-07-31, two of these as in 2016..2020, or tet:2024",
      "'%.*s' không phải là kỳ báo cáo: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-07, 2024-W05, "
      "2024-07-31, một khoảng như 2016..2020, hoặc tet:2024" },
    { "'%.*s' is not a window about a lunar new year: tet:2024, tet:2024:-2..5 (two days before "
      "mùng 1 to mùng 5), tet:2024:29/12..5/1 (lunar day/month)",
      "'%.*s' không phải là một đợt Tết: tet:2024, tet:2024:-2..5 (từ hai ngày trước mùng 1 đến "
      "mùng 5), tet:2024:29/12..5/1 (ngày/tháng âm lịch)" },
    { "the lunar new year of %d is not in the table, which goes from %d to %d",
      "bảng ngày Tết không có năm %d (bảng có từ năm %d đến năm %d)" },
    { "'%.*s' is nothing to compare with: previous, mean5, before, adjacent, or a period as in "
      "2023 or 2016..2020",
      "không thể so sánh với '%.*s': hãy ghi previous (cùng kỳ năm trước), mean5 (trung bình 5 năm "
      "trước), before (kỳ liền trước), adjacent (số ngày bằng nhau liền kề trước), hoặc một kỳ như "
      "2023, 2016..2020" },
    { "there can be %d things to compare with, not more", "chỉ so sánh được với tối đa %d kỳ" },
    { "the period has no '%.*s': it would begin before the first day that can be kept, or about "
      "a lunar new year that is not in the table",
      "kỳ này không có '%.*s': kỳ gốc bắt đầu trước ngày sớm nhất lưu được, hoặc rơi vào năm không "
      "có trong bảng ngày Tết" },
    { "the period begins after the last day of the data",
      "kỳ báo cáo bắt đầu sau ngày cuối cùng có số liệu" },
    { "the period to compare with begins after the last day of the data",
      "kỳ dùng để so sánh bắt đầu sau ngày cuối cùng có số liệu" },
    { "'%.*s' ends before it starts", "'%.*s': ngày cuối kỳ trước ngày đầu kỳ" },

    /* schema: fields, profiles, --map and --set */
    { "the field '%s' is there already with another type",
      "trường '%s' đã có với kiểu dữ liệu khác" },
    { "'%s' is no field name: small letters, digits and _ , a letter first",
      "'%s' không phải là tên trường: chỉ dùng chữ thường không dấu, chữ số và _ , bắt đầu "
      "bằng chữ" },
    { "the field '%s' cannot be of that type", "trường '%s' không thể có kiểu dữ liệu này" },
    { "amounts in %s and in %s cannot be added up",
      "không thể cộng số tiền tính bằng %s với số tiền tính bằng %s" },
    { "'%s' is not FIELD=COLUMN, FIELD:TYPE=COLUMN or FIELD=COLUMN*FACTOR",
      "'%s' không đúng dạng FIELD=COLUMN, FIELD:TYPE=COLUMN hoặc FIELD=COLUMN*FACTOR" },
    { "'%.*s' is no type of a column", "'%.*s' không phải là kiểu dữ liệu của cột" },
    { "'%s' is not FIELD=VALUE", "'%s' không đúng dạng FIELD=VALUE" },
    { "there is no setting '%s'", "không có mục cấu hình '%s'" },
    { "an option or a setting is not UTF-8", "tùy chọn hoặc mục cấu hình không phải mã UTF-8" },
    { "'%s' is no value for the setting %s", "'%s' không phải là giá trị hợp lệ của mục %s" },
    { "this line is not CSV", "dòng này không đúng dạng CSV" },
    { "'%.*s' is not in form; it can be: %s", "'%.*s' không đúng dạng; có thể là: %s" },
    { "the cell must not be empty", "ô này không được để trống" },
    { "the table needs a column '%s'", "bảng phải có cột '%s'" },

    /* read: files and CSV */
    { "cannot be read: %s", "không đọc được tệp: %s" },
    { "the file could not be read on", "không đọc tiếp được tệp" },
    { "cannot be kept in a temporary file: %s", "không lưu được ra tệp tạm: %s" },
    { "not UTF-8: byte 0x%02x at byte %lld of the line; looks like %s: --encoding %s",
      "không phải mã UTF-8: byte 0x%02x ở vị trí %lld của dòng; có vẻ là %s: hãy dùng "
      "--encoding %s" },
    { "not UTF-8: byte 0x%02x at byte %lld of the line; say which encoding it is with "
      "--encoding (%s), or save the file as CSV UTF-8",
      "không phải mã UTF-8: byte 0x%02x ở vị trí %lld của dòng; hãy chỉ rõ bảng mã bằng "
      "--encoding (%s) hoặc lưu lại tệp dạng CSV UTF-8" },
    { "'%.*s': letters are lost, with '?' in their place; save the original again as CSV UTF-8 "
      "or as .xlsx",
      "'%.*s': chữ có dấu đã mất, chỉ còn dấu '?'; hãy lưu lại từ tệp gốc dạng CSV UTF-8 hoặc "
      ".xlsx" },
    { "not %s: byte 0x%02x at byte %lld of the line",
      "không phải mã %s: byte 0x%02x ở vị trí %lld của dòng" },
    { "there is no encoding '%s' (there is: %s)",
      "không có bảng mã '%s' (các bảng mã có sẵn: %s)" },
    { "the byte order mark says %s, not %s",
      "dấu BOM ở đầu tệp cho biết mã là %s, không phải %s" },
    { "this system has no table of the encoding %s", "hệ thống này không có bảng mã %s" },
    { "the text looks as if it was made UTF-8 twice over: 'Ã' and 'áº' stand where Vietnamese "
      "letters should; save the original again",
      "văn bản có vẻ đã bị chuyển sang UTF-8 hai lần: có 'Ã', 'áº' ở chỗ chữ tiếng Việt; hãy "
      "lưu lại từ tệp gốc" },
    { "all bytes are valid UTF-8, but the file is read in another encoding, as asked for",
      "toàn bộ tệp là UTF-8 hợp lệ nhưng được đọc theo bảng mã khác như yêu cầu" },
    { "byte order mark", "có dấu BOM" },
    { "every other byte is NUL", "cứ hai byte có một byte NUL" },
    { "all bytes are valid UTF-8", "mọi byte đều là UTF-8 hợp lệ" },
    { "as asked for", "theo yêu cầu" },
    { "%d %% of %lld different words are Vietnamese syllables; as %s it would be %d %%",
      "%d %% trong %lld từ khác nhau là âm tiết tiếng Việt; đọc theo %s thì chỉ %d %%" },
    { "what is not ASCII are dashes, quotes and signs of windows-1252",
      "ngoài ASCII chỉ có gạch ngang, ngoặc kép và dấu của windows-1252" },
    { "cannot be opened: %s", "không mở được tệp: %s" },
    { "is a folder, not a file", "đây là thư mục, không phải tệp" },
    { "not UTF-8: byte 0x%02x at byte %lld of the line; save the file as CSV UTF-8",
      "không phải mã UTF-8: byte 0x%02x ở vị trí %lld của dòng; hãy lưu lại tệp dạng CSV "
      "UTF-8" },
    { "the header row is longer than %d bytes", "dòng tiêu đề dài quá %d byte" },
    { "%d columns; at most %d can be read", "tệp có %d cột; chỉ đọc được tối đa %d cột" },
    { "no header row: the file ends after %lld lines",
      "không có dòng tiêu đề: tệp chỉ có %lld dòng" },
    { "byte 0x%02x cannot be the delimiter", "byte 0x%02x không thể làm dấu phân cách cột" },

    /* clean: the header row and the run */
    { "the profile gives the field '%s' another type than it has",
      "hồ sơ cấu hình đặt cho trường '%s' một kiểu dữ liệu khác với kiểu đã có" },
    { "columns that say the same: %s; name one of each in a profile",
      "các cột trùng ý nghĩa: %s; hãy chỉ rõ mỗi loại một cột trong hồ sơ cấu hình" },
    { "the profile gives columns %d and %d to '%s'",
      "hồ sơ cấu hình gán cả cột %d và cột %d cho '%s'" },
    { "there is no column %d", "không có cột %d" },
    { "there is no column '%s'", "không có cột '%s'" },
    { "no column of the header row is known; give a profile or --map",
      "không nhận ra cột nào trong dòng tiêu đề; hãy dùng hồ sơ cấu hình hoặc --map" },
    { "there is no header row", "không có dòng tiêu đề" },
    { "the header row is not CSV", "dòng tiêu đề không đúng dạng CSV" },
    { "stopped", "đã dừng" },

    /* issues of cells and rows */
    { "'%s' is not a number", "'%s' không phải là số" },
    { "'%s' is not a count (0, 1, 2 ...)", "'%s' không phải là số đếm (0, 1, 2 ...)" },
    { "'%s': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'",
      "'%s': số tiền không thể âm; nếu là dòng điều chỉnh, hãy đánh dấu ở cột 'Điều chỉnh'" },
    { "'%s' is too large to be true", "'%s' lớn đến mức không thể đúng" },
    { "'%s' is not a date (dd/mm/yyyy)", "'%s' không phải là ngày (dd/mm/yyyy)" },
    { "'%s' lies in the future", "'%s' là ngày trong tương lai" },
    { "'%s' lies before the first year that is believed; say first_year in the profile",
      "'%s' sớm hơn năm đầu tiên được chấp nhận; nếu đúng, hãy khai báo first_year trong hồ sơ "
      "cấu hình" },
    { "'%s': no date shows whether day or month comes first; read as day/month; say --dates",
      "'%s': không ngày nào trong tệp cho biết ngày hay tháng đứng trước; được hiểu là "
      "ngày/tháng; hãy dùng --dates" },
    { "'%s' is read as Excel's day number", "'%s' được hiểu là số thứ tự ngày của Excel" },
    { "'%s' is kept as the end of its day", "'%s' được giữ là cuối của ngày đã ghi" },
    { "'%s' is an Excel error", "'%s' là lỗi của Excel" },
    { "'%s' is not a time of day (HH:MM)", "'%s' không phải là giờ trong ngày (HH:MM)" },
    { "'%s' is past the end of the day, so the day is in doubt",
      "'%s' vượt quá 24 giờ nên không chắc là ngày nào" },
    { "'%s' is not a period (2024, 2024-07, 2024-Q3)",
      "'%s' không phải là kỳ báo cáo (2024, 2024-07, 2024-Q3)" },
    { "the row does not say when it was", "dòng không ghi thời gian xảy ra" },
    { "the row has fewer cells than the header", "dòng có ít ô hơn dòng tiêu đề" },
    { "the row has more cells than the header", "dòng có nhiều ô hơn dòng tiêu đề" },
    { "empty cells beyond the header are passed over",
      "bỏ qua các ô trống nằm ngoài các cột có tiêu đề" },
    { "a quotation mark stands where none may be", "dấu ngoặc kép đặt sai chỗ" },
    { "a quotation mark opens here and is never closed",
      "dấu ngoặc kép mở ở đây mà không đóng lại" },
    { "a cell is longer than 64 KiB", "có ô dài quá 64 KiB" },
    { "the row is longer than 1 MiB or has over 4096 cells",
      "dòng dài quá 1 MiB hoặc có hơn 4096 ô" },
    { "the line holds a NUL byte", "dòng có chứa byte NUL" },
    { "'%s': no cell of the column shows whether dot or comma parts thousands; say --numbers",
      "'%s': không ô nào trong cột cho biết dấu chấm hay dấu phẩy phân cách hàng nghìn; hãy "
      "dùng --numbers" },
    { "'%s': a line above the data is repeated", "'%s': lặp lại dòng tiêu đề" },
    { "'%s': a total, not counted", "'%s': dòng tổng, không tính" },
    { "'%s': the row is the sum of the rows above it: a total, not counted",
      "'%s': dòng bằng đúng tổng các dòng phía trên nên là dòng tổng, không tính" },
    { "'%s': the row is the sum of the rows above it, but is counted; delete it if it is a "
      "total",
      "'%s': dòng bằng đúng tổng các dòng phía trên nhưng vẫn được tính; nếu là dòng tổng thì "
      "hãy xóa dòng này" },
    { "the total is not the sum of its rows: %s",
      "dòng tổng không khớp với các dòng thành phần: %s" },
    { "'%s': the title of a section", "'%s': tiêu đề của một phần trong bảng" },
    { "'%s': the title of a section; the rows below are taken to lie in this area",
      "'%s': tiêu đề của một phần trong bảng; các dòng bên dưới được hiểu là thuộc địa bàn "
      "này" },
    { "'%s': signatures at the foot", "'%s': phần ký tên cuối bảng" },
    { "the row has no figures for any period", "dòng không có số liệu của kỳ nào" },
    { "'%s' is no measure that is known; the row is passed over",
      "'%s' không phải là chỉ tiêu đã biết; bỏ qua dòng này" },
    { "'%s' stands in a merged cell and counts only once",
      "'%s' nằm trong ô gộp nên chỉ được tính một lần" },
    { "'%s': the column has no name and is passed over",
      "'%s': cột không có tiêu đề nên bị bỏ qua" },
    { "'%s': the unit of all amounts that state none",
      "'%s': đơn vị của mọi số tiền không ghi đơn vị riêng" },
    { "'%s': the period of all rows", "'%s': kỳ báo cáo của mọi dòng trong bảng" },
    { "'%s': what the columns count", "'%s': chỉ tiêu mà các cột thể hiện" },
    { "no column says how many incidents there were; their number stays unknown",
      "không có cột nào cho biết số vụ nên số vụ để là chưa rõ" },
    { "the row does not say how many incidents there were; it counts as none",
      "dòng không cho biết số vụ nên không được tính là vụ nào" },
    { "the table has figures and nothing says what they count; say --map incidents=COLUMN",
      "bảng có số liệu nhưng không có gì cho biết đó là số liệu gì; hãy khai báo --map "
      "incidents=CỘT" },
    { "'%s': the rows below are its parts: a total, not counted",
      "'%s': các dòng bên dưới là chi tiết của dòng này; đây là dòng tổng nên không tính" },
    { "'%s': the period holds or is part of those of other rows; the row is not counted",
      "'%s': kỳ này bao gồm hoặc nằm trong kỳ của các dòng khác nên dòng không được tính" },
    { "'%s': figures to compare with, not counted",
      "'%s': dòng số liệu so sánh, không được tính" },
    { "'%s': the time zone is not applied; the clock counts as it is written",
      "'%s': không đổi múi giờ; giờ được lấy đúng như đã ghi" },
    { "'%s': the file looks like month/day; say --dates mdy",
      "'%s': tệp có vẻ ghi tháng trước ngày; hãy khai báo --dates mdy" },
    { "'%s': the unit is not understood; amounts that state none are read as single units",
      "'%s': không hiểu đơn vị tính; số tiền không ghi đơn vị riêng được đọc theo đồng" },
    { "'%s': the brackets are not understood; the column is passed over; say --map",
      "'%s': không hiểu phần trong ngoặc nên cột bị bỏ qua; hãy khai báo --map" },
    { "'%s': what stands in brackets is passed over", "'%s': phần trong ngoặc bị bỏ qua" },
    { "'%s': the period holds or is part of those of other columns; the column is passed over",
      "'%s': kỳ này bao gồm hoặc nằm trong kỳ của các cột khác nên cột bị bỏ qua" },
    { "'%s': nothing says of which year; say --set period=2024",
      "'%s': không có chỗ nào ghi năm; hãy dùng --set period=2024" },
    { "the columns are periods and nothing says what they count; say --map incidents=COLUMN "
      "for each",
      "các cột là kỳ báo cáo nhưng không ghi số liệu của chỉ tiêu nào; hãy dùng --map "
      "incidents=COLUMN cho từng cột" },

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
    { "dimension '%s' is asked twice", "chiều phân tổ '%s' bị nêu hai lần" },
    { "there is no measure '%.*s' (there are: %s; and sum, mean, median, min, max, share of "
      "them, as in mean(damage), distinct of a dimension)",
      "không có chỉ tiêu '%.*s' (các chỉ tiêu có thể dùng: %s; cùng với sum, mean, median, "
      "min, max, share của chúng, ví dụ mean(damage), và distinct của một chiều phân tổ)" },
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
    { "there is no field or dimension '%s' (there are: %s)",
      "không có trường hoặc chiều phân tổ '%s' (có thể dùng: %s)" },
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

    /* charts */
    { "a value of '%s' is not a finite number",
      "một giá trị của '%s' không phải là số hữu hạn" },
    { "the values of '%s' have no axis", "không lập được trục cho các giá trị của '%s'" },
    { "an axis of '%s' up to %g cannot be written", "không ghi được trục của '%s' đến %g" },
    { "a chart shows at most %d panels", "một biểu đồ có tối đa %d khung" },
    { "the chart has nothing to draw", "biểu đồ không có gì để vẽ" },
    { "the chart has a place that is no number or a text without a width",
      "biểu đồ có vị trí không phải là số hoặc có chữ không có bề rộng" },
    { "a text for the chart is not UTF-8", "chữ trên biểu đồ không phải mã UTF-8" },
    { "the trend chart needs figures by year and by nothing else",
      "biểu đồ xu hướng cần số liệu chỉ chia theo năm" },
    { "the trend chart shows 1 to %d measures, not %d",
      "biểu đồ xu hướng thể hiện từ 1 đến %d chỉ tiêu, không phải %d" },
    { "no year has a figure to draw", "không năm nào có số liệu để vẽ" },
    { "a chart shows at most %d years", "một biểu đồ thể hiện tối đa %d năm" },
    { "'%s' cannot begin the ids of an SVG: a letter, then letters, digits, '-' and '_'",
      "'%s' không thể đứng đầu mã định danh trong SVG: bắt đầu bằng chữ cái, tiếp theo là "
      "chữ cái, chữ số, '-' và '_'" },
    { "the font Liberation Sans is not there: install the package fonts-liberation2, or "
      "name its folder in FIRESTAT_FONT_DIR",
      "không có phông chữ Liberation Sans: hãy cài gói fonts-liberation2 hoặc ghi thư mục "
      "chứa phông vào FIRESTAT_FONT_DIR" },
    { "this is no font that can be read", "tệp này không phải là phông chữ đọc được" },
    { "the files of Liberation Sans hold another font",
      "các tệp Liberation Sans lại chứa phông chữ khác" },
    { "the font has no letters for the text '%s'", "phông chữ không có đủ chữ cho đoạn '%s'" },
    { "a PDF page of %.0f x %.0f pt is too large (at most %d a side)",
      "trang PDF %.0f x %.0f pt quá lớn (mỗi cạnh tối đa %d)" },
    { "a PNG of %.0f x %.0f pixels is too large (at most %d a side)",
      "ảnh PNG %.0f x %.0f điểm ảnh quá lớn (mỗi cạnh tối đa %d)" },
    { "the chart has no size", "biểu đồ không có kích thước" },
    { "a text of the chart is not UTF-8", "chữ trong biểu đồ không phải mã UTF-8" },
    { "shape %d of the chart (%s) has no right place or text",
      "hình thứ %d của biểu đồ (%s) sai vị trí hoặc sai chữ" },
    { "a chart file ends in .png, .pdf or .svg",
      "tên tệp biểu đồ phải có đuôi .png, .pdf hoặc .svg" },
    { "the chart cannot be drawn: %s", "không vẽ được biểu đồ: %s" },

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
    { "'%s' is not the number of an import; see firestat log",
      "'%s' không phải là số thứ tự lần nạp; xem firestat log" },

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
    { "there is no format '%s': table, csv or json",
      "không có dạng '%s': chỉ có table, csv hoặc json" },
    { "there is no chart '%s': trend", "không có loại biểu đồ '%s': chỉ có trend" },
    { "there is no size '%s': half, full or slide",
      "không có cỡ '%s': chỉ có half, full hoặc slide" },
    { "a chart needs -o FILE.png, FILE.svg or FILE.pdf",
      "biểu đồ phải có -o FILE.png, FILE.svg hoặc FILE.pdf" },

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
    { "draw a chart: trend, the three criteria over the years",
      "vẽ biểu đồ: trend là xu hướng ba tiêu chí qua các năm" },
    { "this list, or the options of one command",
      "danh sách này, hoặc các tùy chọn của một lệnh" },
    { "read incident files into a store", "nạp các tệp ghi vụ việc vào kho dữ liệu" },
    { "what was imported into a store, and when",
      "những gì đã nạp vào kho dữ liệu và nạp khi nào" },
    { "look at everything in a store: is it as it was written?",
      "kiểm tra toàn bộ kho dữ liệu: có còn nguyên như khi ghi?" },
    { "take one import back, whole", "hủy trọn vẹn một lần nạp" },
    { "incidents, deaths and damage by period and group",
      "số vụ, số người chết và thiệt hại theo kỳ và theo nhóm" },

    /* help: the options */
    { "group by: year half quarter month week day weekday hour, province district commune, "
      "or a category field (default: year)",
      "phân tổ theo: year half quarter month week day weekday hour, province district "
      "commune, hoặc một trường phân loại (mặc định: year)" },
    { "what is counted: a numeric field, or sum mean median min max share of one (default: "
      "incidents,deaths,damage)",
      "chỉ tiêu: một trường số, hoặc sum mean median min max share của trường đó (mặc định: "
      "incidents,deaths,damage)" },
    { "only incidents with FIELD=VALUE[,VALUE...] (also != >= <= > <, and FIELD=null); "
      "repeat for AND",
      "chỉ lấy các vụ có FIELD=VALUE[,VALUE...] (hoặc != >= <= > <, và FIELD=null); nêu "
      "nhiều lần thì phải thỏa mãn tất cả" },
    { "only these days: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07, 2016..2020, "
      "2023-12-15..2024-06-14",
      "chỉ lấy các ngày trong kỳ: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07, 2016..2020, "
      "2023-12-15..2024-06-14" },
    { "read the store as it was at the end of that day, or at a moment like 2024-07-31T08:15 "
      "(UTC)",
      "đọc kho dữ liệu như vào cuối ngày đó, hoặc vào một thời điểm như 2024-07-31T08:15 "
      "(giờ UTC)" },
    { "what a year is (default: calendar, the civil year)",
      "cách tính năm báo cáo (mặc định: calendar, năm dương lịch)" },
    { "rows for groups without incidents too, where reports came",
      "thêm dòng cho nhóm không có vụ nào nhưng có báo cáo" },
    { "beside each measure, the number of incidents whose value is not known",
      "bên cạnh mỗi chỉ tiêu, thêm số vụ chưa rõ giá trị" },
    { "table, csv or json (default: by the name of -o, else table)",
      "table, csv hoặc json (mặc định: theo tên tệp ở -o, nếu không thì table)" },
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
    { "folder of the Liberation Sans fonts", "thư mục chứa phông chữ Liberation Sans" },
    { "seconds since 1970: stands for the clock, so that outputs can be made again byte by byte",
      "số giây từ năm 1970: dùng thay đồng hồ, để làm lại kết quả đúng từng byte" },

    /* check, rejects, progress, workbooks */
    { "there is no format '%s': table or csv",
      "không có định dạng '%s': chỉ có table hoặc csv" },
    { "%s: %s", "%s: %s" },
    { "write the rejected rows there, with line and reason, and beside it FILE.profile, with "
      "which they are read again",
      "ghi các dòng bị loại ra tệp, kèm số dòng và lý do, và hồ sơ FILE.profile để đọc lại sau "
      "khi sửa" },
    { "write what was found out as a profile, to be corrected in Excel",
      "ghi những gì nhận biết được thành hồ sơ cấu hình, để sửa trong Excel" },
    { "table (a page) or csv (every issue)",
      "table (một trang) hoặc csv (mọi trường hợp sai)" },
    { "no sign of life on long reads", "không hiện tiến độ khi đọc lâu" },
    { "read files and list what is not right; store nothing",
      "đọc tệp và liệt kê những chỗ chưa đúng; không lưu gì" },
    { "encoding: %s (%s)", "bảng mã: %s (%s)" },
    { "sheet: %s", "trang tính: %s" },
    { "cells are parted by: %s", "dấu phân cách các ô: %s" },
    { "header row: line %lld", "dòng tiêu đề: dòng %lld" },
    { "header rows: lines %lld to %lld", "các dòng tiêu đề: từ dòng %lld đến dòng %lld" },
    { "passed over", "bỏ qua" },
    { "read with the measures", "đọc cùng chỉ tiêu" },
    { "lines", "dòng" },
    { "above the data", "phía trên số liệu" },
    { "blank", "trống" },
    { "of data", "số liệu" },
    { "rows", "bản ghi" },
    { "kept", "được giữ" },
    { "duplicate", "trùng" },
    { "excluded", "không phải vụ việc" },
    { "rejected", "bị loại" },
    { "cells set aside", "ô không dùng được" },
    { "notices", "điều cần biết" },
    { "rows rejected", "dòng bị loại" },
    { "rows excluded", "dòng không phải vụ việc" },
    { "the parts in the archive", "theo các thành phần bên trong tệp" },
    { "and %lld more; --format csv lists them",
      "và còn %lld chỗ nữa; --format csv liệt kê hết" },
    { "%s: %s rows", "%s: %s dòng" },
    { "%s: %lld rejected rows, to be corrected and read again with --profile %s",
      "%s: %lld dòng bị loại, để sửa rồi đọc lại với --profile %s" },
    { "these are rejected rows of another file, and too few to show which mark parts "
      "thousands: give the profile that was written beside them, --profile FILE.profile",
      "đây là các dòng bị loại của một tệp khác và quá ít để biết dấu nào ngăn cách hàng "
      "nghìn: hãy nêu hồ sơ được ghi kèm, --profile FILE.profile" },
    { "warning: %s", "cảnh báo: %s" },
    { "hidden", "bị ẩn" },
    { "letters of %s: of %lld words that are no Vietnamese syllables as they stand %lld are in "
      "it",
      "chữ %s: trong %lld từ không phải âm tiết tiếng Việt theo cách ghi hiện tại có %lld từ là "
      "âm tiết khi đọc theo bảng mã này" },
    { "letters of %s: %lld cells in a font %s; %lld cells in it are Unicode and stay as they "
      "are",
      "chữ %s: %lld ô dùng phông %s; %lld ô dùng phông này đã là Unicode nên giữ nguyên" },
    { "'%s' is read as '%s'", "'%s' được đọc là '%s'" },
    { "sheets that are not read: ", "các trang tính không đọc: " },
    { "%s: only the sheet '%s' is read; --sheet NAME reads another: %s",
      "%s: chỉ đọc trang tính '%s'; dùng --sheet TÊN để đọc trang khác: %s" },
    { "the workbook lists the sheet but lacks it",
      "sổ tính có tên trang tính này nhưng không có nội dung" },
    { "is an Office archive without a workbook in it",
      "là tệp Office nhưng bên trong không có sổ tính" },
    { "is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx)",
      "là sổ tính nhị phân (.xlsb); hãy lưu lại thành sổ tính Excel (.xlsx)" },
    { "is an Office document but no workbook; put the table into a sheet",
      "là tài liệu Office nhưng không phải sổ tính; hãy đưa bảng vào một trang tính" },
    { "more than %d relations of parts", "có hơn %d liên kết giữa các thành phần" },
    { "more than %d sheets", "có hơn %d trang tính" },
    { "a cell holds more than %d characters", "có ô dài hơn %d ký tự" },
    { "is a workbook with a password; remove it and save the file again",
      "là sổ tính có mật khẩu; hãy bỏ mật khẩu rồi lưu lại" },
    { "is a file of Office 97-2003 (.xls); save it as an Excel workbook (.xlsx) or as "
      "CSV UTF-8",
      "là tệp Office 97-2003 (.xls); hãy lưu lại thành sổ tính Excel (.xlsx) hoặc CSV "
      "UTF-8" },
    { "is a web page, whatever its name says; open it in Excel and save it as an Excel "
      "workbook (.xlsx)",
      "thực ra là trang web dù tên tệp ghi khác; hãy mở bằng Excel rồi lưu thành sổ "
      "tính Excel (.xlsx)" },
    { "is a workbook in one XML file; save it as an Excel workbook (.xlsx)",
      "là sổ tính dạng một tệp XML; hãy lưu lại thành sổ tính Excel (.xlsx)" },
    { "is an XML file, not a table", "là tệp XML, không phải bảng số liệu" },
    { "is a PDF, from which tables cannot be read",
      "là tệp PDF, không đọc được bảng số liệu từ đó" },
    { "is a packed file; unpack it and give the files in it",
      "là tệp nén; hãy giải nén rồi đưa các tệp bên trong" },
    { "is an OpenDocument file but no workbook; put the table into a sheet",
      "là tệp OpenDocument nhưng không phải sổ tính; hãy đưa bảng vào một trang tính" },
    { "is a ZIP archive without a workbook; unpack it and give the files in it",
      "là tệp ZIP không chứa sổ tính; hãy giải nén rồi đưa các tệp bên trong" },
    { "the sheet has no cells", "trang tính không có ô nào" },
    { "no header row: the sheet ends after %lld lines",
      "không có dòng tiêu đề: trang tính chỉ có %lld dòng" },
    { "has no sheet '%s'; its sheets are %s",
      "không có trang tính '%s'; các trang tính hiện có: %s" },
    { "sheet '%s' is a chart", "trang tính '%s' là biểu đồ" },
    { "%d MiB of empty sheets; name the sheet to be read",
      "có %d MiB trang tính trống; hãy nêu tên trang tính cần đọc" },
    { "no visible sheet has any cells; name a hidden one to read it",
      "không trang tính nào đang hiện có số liệu; muốn đọc trang ẩn thì nêu tên" },
    { "changed while it was read", "tệp bị thay đổi trong khi đọc" },
    { "'%s' is no number of a row", "'%s' không phải là số thứ tự dòng" },
    { "row %lld: a sheet has rows 1 to %d",
      "dòng %lld: trang tính chỉ có các dòng từ 1 đến %d" },
    { "row %lld stands behind row %lld", "dòng %lld đứng sau dòng %lld" },
    { "'%s' is no reference to a cell", "'%s' không phải là địa chỉ ô" },
    { "a cell lies outside of the %d columns and %d rows of a sheet",
      "có ô nằm ngoài %d cột và %d dòng của trang tính" },
    { "cell %s is out of order", "ô %s sai thứ tự" },
    { "more than %d cells in a sheet", "trang tính có hơn %d ô" },
    { "'%s' is no type of a cell", "'%s' không phải là kiểu của ô" },
    { "'%s' is no range to merge", "'%s' không phải là vùng ô gộp" },
    { "only the first %d columns can be read", "chỉ đọc được %d cột đầu" },
    { "refers to a shared text that the workbook does not have",
      "tham chiếu tới một chuỗi chung không có trong sổ tính" },
    { "part '%s' has more than %d different names", "thành phần '%s' có hơn %d tên khác nhau" },
    { "part '%s' has elements more than %d deep",
      "thành phần '%s' có các phần tử lồng nhau quá %d tầng" },
    { "part '%s' is not what its place in the workbook says",
      "thành phần '%s' không đúng loại so với vị trí của nó trong sổ tính" },
    { "part '%s' declares a document type, which no workbook does",
      "thành phần '%s' có khai báo DOCTYPE, điều không có ở sổ tính nào" },
    { "part '%s' is damaged: its XML is not well formed (%s); open the file in a "
      "spreadsheet program and save it again",
      "thành phần '%s' bị hỏng: XML không đúng dạng (%s); hãy mở tệp bằng chương trình "
      "bảng tính rồi lưu lại" },
    { "part '%s' has a tag longer than %d bytes", "thành phần '%s' có thẻ dài hơn %d byte" },
    { "is a ZIP archive that was cut short", "là tệp ZIP bị cắt cụt" },
    { "is a ZIP archive of %llu files; at most %d are read",
      "là tệp ZIP có %llu tệp; chỉ đọc nhiều nhất %d tệp" },
    { "is a ZIP archive whose directory has %llu bytes; at most %d are read",
      "là tệp ZIP có danh mục dài %llu byte; chỉ đọc nhiều nhất %d byte" },
    { "more than %d shared texts", "có hơn %d chuỗi chung" },
    { "shared texts of more than %d MiB together", "các chuỗi chung cộng lại hơn %d MiB" },
    { "is a damaged ZIP archive or workbook: %s; open it in a spreadsheet program and "
      "save it again",
      "là tệp ZIP hoặc sổ tính bị hỏng: %s; hãy mở bằng chương trình bảng tính rồi lưu "
      "lại" },
    { "is a damaged ZIP archive", "là tệp ZIP bị hỏng" },
    { "is a ZIP archive with a password; remove it and save the file again",
      "là tệp ZIP có mật khẩu; hãy bỏ mật khẩu rồi lưu lại" },
    { "holds a part whose name leads out of the archive: '%s'",
      "có thành phần mang tên trỏ ra ngoài tệp: '%s'" },
    { "part '%s' is packed in a way that no workbook is",
      "thành phần '%s' được nén theo cách không sổ tính nào dùng" },
    { "is a damaged ZIP archive: its parts overlap",
      "là tệp ZIP bị hỏng: các thành phần chồng lên nhau" },
    { "is a damaged ZIP archive: two parts are named '%s'",
      "là tệp ZIP bị hỏng: có hai thành phần cùng tên '%s'" },
    { "part '%s' unpacks to more than %d MiB", "thành phần '%s' giải nén ra hơn %d MiB" },
    { "unpacks to more than %d MiB", "tệp giải nén ra hơn %d MiB" },
    { "part '%s' unpacks to more than %d times its size: this is no ordinary workbook",
      "thành phần '%s' giải nén ra hơn %d lần kích thước của nó: đây không phải sổ "
      "tính bình thường" },
    { "%s='%s' is no number", "%s='%s' không phải là số" },
    { "the row is repeated %lld times; at most %d are read",
      "dòng này lặp lại %lld lần; chỉ đọc nhiều nhất %d lần" },
    { "is an OpenDocument file without content", "là tệp OpenDocument không có nội dung" },
    { "more than %d merged ranges", "có hơn %d vùng ô gộp" },
    { "two merged ranges overlap", "có hai vùng ô gộp chồng lên nhau" },
    { "more than %d merged cells", "có hơn %d ô gộp" },
    { "merged ranges hold more than %d bytes of text", "các vùng ô gộp chứa hơn %d byte chữ" },
    { "more than %d formats or fonts", "có hơn %d định dạng hoặc phông chữ" },
};

const size_t words_n_messages = sizeof words_messages / sizeof words_messages[0];

const char *fire_words_vietnamese(const char *english_format)
{
    for (size_t i = 0; i < words_n_messages; i++)
        if (strcmp(english_format, words_messages[i].english) == 0)
            return words_messages[i].vietnamese;
    return english_format;
}
