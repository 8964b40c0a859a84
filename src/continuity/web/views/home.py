"""The first screen: six doors, and what this is."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


class Door(NamedTuple):
    """Who goes through a door, and where it leads: first the name of an address, then the address."""

    url: str
    vi: str
    en: str
    about_vi: str
    about_en: str


DOORS = (
    Door(
        "web:changes",
        "Người dân",
        "Citizen",
        "Giấy tờ của tôi còn giá trị không, và nay phải đến đâu?",
        "Are my papers still good, and where do I go now?",
    ),
    Door(
        "web:services",
        "Dịch vụ công",
        "Public services",
        "Tìm việc cần làm, nộp hồ sơ, theo dõi đến khi có kết quả.",
        "Find what you need, apply, and follow it until the result is there.",
    ),
    Door(
        "web:who",
        "Cán bộ",
        "Officer",
        "Việc này ở nơi này, ngày này thuộc cơ quan nào, theo khoản nào?",
        "Whose is this matter, in this place, on this day, and by which clause?",
    ),
    Door(
        "web:reforms",
        "Người lập kế hoạch",
        "Planner",
        "Soạn, kiểm tra, chứng minh và ban hành một cuộc sắp xếp.",
        "Draft, check, prove and enact a reorganisation.",
    ),
    Door(
        "web:units",
        "Thanh tra, thống kê",
        "Inspector, statistician",
        "Mọi đơn vị từng tồn tại, từ đâu ra và nay là gì.",
        "Every unit that ever was, what it came from and what became of it.",
    ),
    Door(
        "web:developers",
        "Nhà phát triển",
        "Developer",
        "Giao diện lập trình, bảng chuyển đổi địa chỉ, dữ liệu mở.",
        "The interface for programs, tables of old addresses, open data.",
    ),
)


def home(request: HttpRequest) -> HttpResponse:
    """Six doors: two for citizens, planner, officer, inspector, developer."""
    return render(request, "web/home.html", {"doors": doors(), "here": "home"})


def doors() -> list[Door]:
    """The doors in the order in which people come."""
    return [door._replace(url=reverse(door.url)) for door in DOORS]
