"""The words of findings about documents that cannot be read."""

from __future__ import annotations

from continuity.core.messages import MESSAGES
from continuity.core.terms import TERMS

MESSAGES.update(
    {
        "no-file": {
            "en": ("The file cannot be read: {why}.", "Expected a YAML file.", "Check the path."),
            "vi": ("Không đọc được tệp: {why}.", "Cần một tệp YAML.", "Kiểm tra đường dẫn."),
        },
        "no-regular-file": {
            "en": (
                "This is a folder, a pipe or a device.",
                "Expected a file.",
                "Write the decree into a file.",
            ),
            "vi": (
                "Đây là thư mục, ống dẫn hoặc thiết bị.",
                "Cần một tệp.",
                "Ghi văn bản vào một tệp.",
            ),
        },
        "too-big": {
            "en": (
                "The file has {size} bytes.",
                "Expected at most {most}.",
                "Split the decree into several files.",
            ),
            "vi": ("Tệp có {size} byte.", "Tối đa {most}.", "Tách văn bản thành nhiều tệp."),
        },
        "not-utf8": {
            "en": (
                "Byte {byte} is not UTF-8.",
                "Expected text in UTF-8.",
                "Save the file again as UTF-8.",
            ),
            "vi": (
                "Byte {byte} không phải UTF-8.",
                "Cần văn bản UTF-8.",
                "Lưu lại tệp theo UTF-8.",
            ),
        },
        "not-yaml": {
            "en": ("This is not YAML: {why}.", "Expected YAML 1.1.", "Correct the line."),
            "vi": ("Không đúng YAML: {why}.", "Cần YAML 1.1.", "Sửa lại dòng này."),
        },
        "nul": {
            "en": (
                "A text holds the character NUL.",
                "Expected characters that can be read.",
                "Take \\0 out of the line.",
            ),
            "vi": (
                "Trong văn bản có ký tự NUL.",
                "Cần những ký tự đọc được.",
                "Bỏ \\0 khỏi dòng này.",
            ),
        },
        "alias": {
            "en": (
                "Anchors and aliases are not read ({anchor}).",
                "Expected everything written out.",
                "Write the value where it is meant.",
            ),
            "vi": (
                "Không đọc neo và bí danh ({anchor}).",
                "Cần ghi đầy đủ.",
                "Ghi giá trị ngay tại chỗ.",
            ),
        },
        "tag": {
            "en": (
                "Tags are not read ({tag}).",
                "Expected plain text, lists and maps.",
                "Take the tag off.",
            ),
            "vi": (
                "Không đọc nhãn kiểu ({tag}).",
                "Chỉ dùng chữ, danh sách và bảng khóa.",
                "Bỏ nhãn kiểu đi.",
            ),
        },
        "too-many": {
            "en": (
                "There are more than {most} words in the file.",
                "Expected a decree; the national map of 2025 has 67,000.",
                "Split the decree into several files.",
            ),
            "vi": (
                "Tệp có hơn {most} mục.",
                "Cần một văn bản; bản đồ toàn quốc năm 2025 có 67.000 mục.",
                "Tách văn bản thành nhiều tệp.",
            ),
        },
        "too-deep": {
            "en": (
                "Lists and maps lie more than {most} deep.",
                "Expected a decree, which is flat.",
                "Check the indentation and the brackets.",
            ),
            "vi": (
                "Danh sách lồng quá {most} cấp.",
                "Văn bản cần phẳng.",
                "Kiểm tra thụt dòng và dấu ngoặc.",
            ),
        },
        "two-documents": {
            "en": ("A second document begins.", "Expected one decree a file.", "Split the file."),
            "vi": ("Có tài liệu thứ hai.", "Mỗi tệp một văn bản.", "Tách tệp."),
        },
        "key-not-text": {
            "en": ("A key is a list or a map.", "Expected a word.", "Check the indentation."),
            "vi": ("Khóa là danh sách.", "Cần một từ.", "Kiểm tra thụt dòng."),
        },
        "key-twice": {
            "en": ("`{key}` stands twice.", "Expected it once.", "Leave one out."),
            "vi": ("`{key}` xuất hiện hai lần.", "Chỉ một lần.", "Bỏ một chỗ."),
        },
    }
)

# What the reader of YAML says is English; these are all that people run into.
TERMS.update(
    {
        "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ] của danh sách",
        "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu } của nhóm mục",
        "did not find expected '-' indicator": "thiếu dấu - ở đầu mục, hoặc thụt dòng không đều",
        "did not find expected key": "thiếu tên mục, hoặc thụt dòng không đều",
        "did not find expected node content": "thiếu nội dung sau dấu trước đó",
        "did not find expected <document start>": "có chữ thừa trước hoặc sau văn bản",
        "did not find expected comment or line break": "có chữ thừa ở cuối dòng",
        "did not find expected whitespace or line break": "thiếu dấu cách",
        "did not find expected hexdecimal number": "sau \\x, \\u phải là số thập lục phân",
        "could not find expected ':'": "thiếu dấu hai chấm sau tên mục",
        "mapping values are not allowed in this context": "dấu hai chấm không được đứng ở đây",
        "mapping keys are not allowed in this context": "tên mục không được đứng ở đây",
        "block sequence entries are not allowed in this context": "dấu - không được đứng ở đây",
        "found character that cannot start any token": "có ký tự không được đứng ở đầu (như @, `, tab)",
        "found a tab character that violates indentation": "thụt dòng bằng tab; hãy dùng dấu cách",
        "found unexpected end of stream": "văn bản dừng giữa chừng: thiếu dấu đóng ngoặc kép hoặc đơn",
        "found unexpected document indicator": "có dấu --- giữa một câu trong ngoặc kép",
        "found unknown escape character": "sau dấu \\ là ký tự không có nghĩa",
        "found unexpected ':'": "dấu hai chấm không được đứng ở đây",
        "found undefined tag handle": "có nhãn ! không được dùng",
        "control characters are not allowed": "có ký tự điều khiển",
    }
)
