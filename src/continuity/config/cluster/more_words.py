"""The rest of the words: data lost or damaged, backups, and what the doctor finds."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "cluster-failed": {
            "en": (
                "`{verb}` failed: {detail}",
                "Expected it to end well; the data in use were not touched by it.",
                "Mend what it names, then try again; `continuity doctor` looks further.",
            ),
            "vi": (
                "`{verb}` thất bại: {detail}",
                "Cần kết thúc tốt; dữ liệu đang dùng không bị nó động tới.",
                "Sửa điều được nêu rồi thử lại; `continuity doctor` xem kỹ hơn.",
            ),
        },
        "cluster-killed": {
            "en": (
                "The process that did `{verb}` was ended from outside. {detail}",
                "Expected it to finish.",
                "Try again; what was half done is cleared away, and the data in use were kept.",
            ),
            "vi": (
                "Tiến trình làm `{verb}` đã bị dừng từ bên ngoài. {detail}",
                "Cần được làm cho xong.",
                "Thử lại; phần dở dang sẽ được dọn, dữ liệu đang dùng vẫn còn.",
            ),
        },
        "cluster-pool-full": {
            "en": (
                "All connections to the server in {path} are taken.",
                "Expected a free one.",
                "End programs that hold connections, or give each a smaller pool.",
            ),
            "vi": (
                "Mọi kết nối tới máy chủ trong {path} đã bị dùng hết.",
                "Cần còn một kết nối trống.",
                "Tắt bớt chương trình giữ kết nối, hoặc giảm số kết nối của mỗi chương trình.",
            ),
        },
        "cluster-unreachable": {
            "en": (
                "The server in {path} does not answer: {detail}",
                "Expected a connection.",
                "Take a lease first, or `continuity up`; then `continuity doctor`.",
            ),
            "vi": (
                "Máy chủ trong {path} không trả lời: {detail}",
                "Cần kết nối được.",
                "Chạy `continuity up` trước; sau đó `continuity doctor`.",
            ),
        },
        "cluster-not-confirmed": {
            "en": (
                "All data in {path} would be lost.",
                "Expected you to confirm that.",
                "Make a backup first; then confirm.",
            ),
            "vi": (
                "Toàn bộ dữ liệu trong {path} sẽ mất.",
                "Cần bạn xác nhận điều đó.",
                "Sao lưu trước, rồi xác nhận.",
            ),
        },
        "cluster-damaged-backup": {
            "en": (
                "The backup {path} is damaged ({detail}).",
                "Expected a dump that is what its manifest says.",
                "Take another backup; the data in use were not touched.",
            ),
            "vi": (
                "Bản sao lưu {path} bị hỏng ({detail}).",
                "Cần tệp đúng như bản kê đi kèm.",
                "Dùng bản sao lưu khác; dữ liệu đang dùng chưa bị động tới.",
            ),
        },
        "cluster-backup-exists": {
            "en": (
                "{path} is there already.",
                "Expected a name that is free, since a backup replaces nothing.",
                "Give the backup another name.",
            ),
            "vi": (
                "Đã có {path}.",
                "Cần một tên chưa dùng, vì sao lưu không ghi đè.",
                "Đặt tên khác cho bản sao lưu.",
            ),
        },
        "cluster-no-place": {
            "en": (
                "Nothing can be written beside {path} ({detail}).",
                "Expected a folder that is there and may be written to.",
                "Make the folder, or name another place.",
            ),
            "vi": (
                "Không ghi được gì bên cạnh {path} ({detail}).",
                "Cần một thư mục có sẵn và ghi được.",
                "Tạo thư mục đó, hoặc chọn nơi khác.",
            ),
        },
        "cluster-differs": {
            "en": (
                "After the upgrade of {path} a table or sequence was not the same.",
                "Expected the same number of rows in each.",
                "The old data are still in use; please report this.",
            ),
            "vi": (
                "Sau khi nâng cấp {path}, có bảng hoặc dãy số không giống trước.",
                "Cần đúng số dòng trong từng bảng.",
                "Dữ liệu cũ vẫn đang dùng; xin báo lỗi này.",
            ),
        },
        "cluster-lost-data": {
            "en": (
                "There are no data in {path}.",
                "Expected a cluster.",
                "A first start makes one; if there was one, restore a backup.",
            ),
            "vi": (
                "Không có dữ liệu trong {path}.",
                "Cần một cụm dữ liệu.",
                "Lần khởi động đầu sẽ tạo; nếu từng có, hãy khôi phục từ bản sao lưu.",
            ),
        },
        "cluster-lost-current": {
            "en": (
                "{path} holds data ({found}), but nothing says which are in use.",
                "Expected a file `current` with that name in it.",
                "Write the name into `current`; nothing was deleted.",
            ),
            "vi": (
                "{path} có dữ liệu ({found}), nhưng không rõ đang dùng phần nào.",
                "Cần tệp `current` ghi tên đó.",
                "Ghi tên đó vào `current`; chưa có gì bị xoá.",
            ),
        },
        "cluster-lost-passwords": {
            "en": (
                "The passwords of the server's roles are missing or wrong: {path}.",
                "Expected the file that was made with the data.",
                "Bring passwords.json back, or restore a backup into a new CONTINUITY_HOME.",
            ),
            "vi": (
                "Mật khẩu của các vai trò bị thiếu hoặc sai: {path}.",
                "Cần tệp được tạo cùng dữ liệu.",
                "Đưa lại passwords.json, hoặc khôi phục bản sao lưu vào CONTINUITY_HOME mới.",
            ),
        },
        "cluster-lost-roles": {
            "en": (
                "The server lacks the roles {roles}.",
                "Expected owner, application and reader.",
                "Restore a backup: it makes the roles anew.",
            ),
            "vi": (
                "Máy chủ thiếu các vai trò {roles}.",
                "Cần chủ sở hữu, ứng dụng và người đọc.",
                "Khôi phục một bản sao lưu: các vai trò sẽ được tạo lại.",
            ),
        },
        "cluster-unsafe": {
            "en": (
                "The server in {path} runs without checksums or without fsync.",
                "Expected both, else a damaged disk or a power cut goes unnoticed.",
                "Take the setting back, or back up and restore.",
            ),
            "vi": (
                "Máy chủ trong {path} chạy không có mã kiểm tra hoặc không có fsync.",
                "Cần cả hai, nếu không thì đĩa hỏng hay mất điện sẽ không ai biết.",
                "Bỏ thiết lập đó, hoặc sao lưu rồi khôi phục.",
            ),
        },
        "cluster-stale-lock": {
            "en": (
                "{path} speaks of a server that is dead.",
                "Expected none, or a living one.",
                "Nothing to do: the next start clears it and recovers what was committed.",
            ),
            "vi": (
                "{path} nói tới một máy chủ đã chết.",
                "Cần không có, hoặc máy chủ còn sống.",
                "Không phải làm gì: lần khởi động sau tự dọn và phục hồi những gì đã ghi.",
            ),
        },
        "cluster-no-supervisor": {
            "en": (
                "The server in {path} runs, but its supervisor is gone.",
                "Expected a supervisor that ends the server after the last client.",
                "Nothing to do: the next client starts one. `continuity stop` ends the server.",
            ),
            "vi": (
                "Máy chủ trong {path} đang chạy nhưng tiến trình giám sát đã mất.",
                "Cần tiến trình giám sát để tắt máy chủ sau người dùng cuối.",
                "Không phải làm gì: lần dùng sau tự tạo lại. `continuity stop` tắt máy chủ.",
            ),
        },
        "cluster-left-over": {
            "en": (
                "Older or unfinished data take up room: {path}.",
                "Expected only the data in use.",
                "The next start takes away what is marked; look at the rest before you delete it.",
            ),
            "vi": (
                "Dữ liệu cũ hoặc dở dang còn chiếm chỗ: {path}.",
                "Cần chỉ có dữ liệu đang dùng.",
                "Lần khởi động sau dọn phần đã đánh dấu; phần còn lại hãy xem kỹ trước khi xoá.",
            ),
        },
        "cluster-clock-back": {
            "en": (
                "The clock shows {now}, but the server was last started on {then}.",
                "Expected a clock that goes forward.",
                "Set the clock right before you work: entries would bear wrong times.",
            ),
            "vi": (
                "Đồng hồ chỉ {now}, nhưng lần khởi động trước là {then}.",
                "Cần đồng hồ chỉ chạy tới.",
                "Chỉnh đúng đồng hồ trước khi làm việc, nếu không thời điểm ghi sẽ sai.",
            ),
        },
        "cluster-jobs-left": {
            "en": (
                "{failed} jobs failed for good, {kept} are not understood by this version.",
                "Expected every job to be done; none of these is lost.",
                "`continuity jobs` names them, `--retry` tries again; a newer version does what is kept.",
            ),
            "vi": (
                "{failed} việc bị lỗi hẳn, {kept} việc phiên bản này không hiểu.",
                "Mọi việc phải được làm xong; không việc nào trong số này bị mất.",
                "`continuity jobs` liệt kê, `--retry` làm lại; phiên bản mới hơn làm các việc giữ lại.",
            ),
        },
    }
)
