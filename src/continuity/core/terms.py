"""Values that findings are filled with, in Vietnamese; what is not here is a name or a day."""

from __future__ import annotations

from continuity.core.saying import Saying

OWN: dict[str, str] = {
    "land": "diện tích",
    "residents": "dân số",
    "province": "tỉnh",
    "district": "huyện",
    "commune": "xã",
    "functions": "chức năng",
    "matters": "hồ sơ",
    "people": "con người",
    "holdings": "tài sản",
    "instruments": "văn bản",
    "lost": "bị mất",
    "appeared from nowhere": "không rõ từ đâu",
    "counted twice": "bị đếm hai lần",
    "a name": "một tên",
    "a word": "một từ",
    "a day": "một ngày",
    "a list": "một danh sách",
    "a list of words": "một danh sách từ",
    "a map with vi and en": "vi và en",
    "a map": "các mục có tên",
    "YYYY-MM-DD": "ngày dạng YYYY-MM-DD",
    "nothing": "trống",
    "No such file or directory": "không có tệp này",
    "Permission denied": "không có quyền đọc",
    "a text": "văn bản",
    "a number": "một số",
    "a whole number": "một số nguyên",
    "true or false": "true hoặc false",
    "HH:MM": "giờ dạng HH:MM",
    "`from` and `before` as YYYY-MM-DD": "`from` và `before` dạng YYYY-MM-DD",
    "a day `from` that lies before `before`": "ngày `from` đứng trước ngày `before`",
    "something": "một giá trị",
    "placed nowhere": "không thuộc nơi nào",
}
TERMS: Saying[str] = Saying(OWN)
