@echo off
rem UNTRIED: written beside the POSIX script ./continuity, never yet run on Windows. Tell us how it went.
rem
rem   continuity test [pytest's arguments]   all checks, with the tests last
rem   continuity anything else               the program itself
rem
rem CONTINUITY_VENV, CONTINUITY_HOME and PYTHON mean the same as there. The stamp is a copy of the lock
rem files: while it equals them, no pip runs. Two set-ups at once are not kept apart here.

setlocal
chcp 65001 >nul

rem What a new machine downloads; tests\shape\test_locks.py holds the numbers to the lock files.
set "run_packages=71"
set "run_megabytes=159"
set "test_packages=114"
set "test_megabytes=315"

set "root=%~dp0"
set "root=%root:~0,-1%"
set "venv=%CONTINUITY_VENV%"
if not defined venv set "venv=%root%\.venv"
set "made=%CONTINUITY_HOME%"
if not defined made set "made=%root%\.continuity"
set "run=%venv%\Scripts\python.exe"
set "PIP_USER=0"

if /i "%~1"=="test" goto test

set "wanted=requirements.lock"
set "packages=%run_packages%"
set "megabytes=%run_megabytes%"
call :ready
if errorlevel 1 exit /b 3
"%run%" -P -m continuity %*
exit /b %errorlevel%

:ready
if not exist "%run%" goto set_up
fc /b "%root%\%wanted%" "%venv%\%wanted%.stamp" >nul 2>&1 || goto set_up
fc /b "%root%\pyproject.toml" "%venv%\pyproject.toml.stamp" >nul 2>&1 || goto set_up
exit /b 0

:set_up
call :choose_python
if errorlevel 1 exit /b 1
echo Cài đặt một lần: tải về nhiều nhất khoảng %megabytes% MB (%packages% gói) vào %venv%. 1>&2
echo One-time set-up: downloads at most about %megabytes% MB (%packages% packages) into %venv%. 1>&2
if exist "%venv%\*.stamp" del /q "%venv%\*.stamp"
if exist "%venv%\finished" goto install
if not defined CONTINUITY_VENV goto make
if not exist "%venv%\" goto make
if not exist "%venv%\pyvenv.cfg" goto foreign
:make
%interpreter% -I -m venv --clear "%venv%" 1>&2 || goto no_venv
:install
if exist "%venv%\finished" del /q "%venv%\finished"
rem A bundle brings its packages along; it is meant for machines that reach no network.
set "offline="
if exist "%root%\wheels" set offline=--no-index --find-links "%root%\wheels"
"%run%" -I -m pip install --disable-pip-version-check --no-input --require-hashes %offline% -r "%root%\%wanted%" 1>&2 || goto no_pip
"%run%" -I -c "import os, sys, sysconfig; open(os.path.join(sysconfig.get_path('purelib'), 'continuity.pth'), 'w').write('import os, sys; sys.path.append(os.fsdecode(%%r))\n' %% os.fsencode(os.path.join(sys.argv[1], 'src')))" "%root%" || exit /b 1
if "%wanted%"=="requirements-dev.lock" copy /y "%root%\requirements.lock" "%venv%\requirements.lock.stamp" >nul
copy /y "%root%\pyproject.toml" "%venv%\pyproject.toml.stamp" >nul
copy /y "%root%\%wanted%" "%venv%\%wanted%.stamp" >nul
echo done>"%venv%\finished"
exit /b 0

:choose_python
set "interpreter="
if defined PYTHON (
    set interpreter="%PYTHON%"
) else (
    py -3 -c "" >nul 2>&1 && set "interpreter=py -3"
)
if not defined interpreter set "interpreter=python"
%interpreter% -I -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && exit /b 0
echo Cần Python 3.11 trở lên. 1>&2
echo Python 3.11 or newer is needed. 1>&2
exit /b 1

:no_venv
echo Không ghi được vào %venv%. Hãy chỉ ra một thư mục khác bằng CONTINUITY_VENV. 1>&2
echo Cannot make %venv%. Name another folder with CONTINUITY_VENV. 1>&2
exit /b 1

:foreign
echo %venv% đã có nội dung khác. CONTINUITY_VENV phải là thư mục mới. 1>&2
echo %venv% holds something else. CONTINUITY_VENV must be a new folder. 1>&2
exit /b 1

:no_pip
echo Chưa cài đặt xong (xem lỗi của pip ở trên). Hãy chạy lại lệnh này. 1>&2
echo The set-up did not finish (pip says why above). Run the command again. 1>&2
exit /b 1

:test
set "wanted=requirements-dev.lock"
set "packages=%test_packages%"
set "megabytes=%test_megabytes%"
call :ready
if errorlevel 1 exit /b 3
set "CONTINUITY_PACK_SOURCE=%made%\pack-source"
fc /b "%root%\requirements-pack.lock" "%CONTINUITY_PACK_SOURCE%\stamp" >nul 2>&1 && goto checks
if exist "%CONTINUITY_PACK_SOURCE%" rmdir /s /q "%CONTINUITY_PACK_SOURCE%"
"%run%" -I -m pip install --disable-pip-version-check --no-input --require-hashes --no-deps --no-compile --target "%CONTINUITY_PACK_SOURCE%" -r "%root%\requirements-pack.lock" 1>&2 || (
    call :no_pip
    exit /b 3
)
copy /y "%root%\requirements-pack.lock" "%CONTINUITY_PACK_SOURCE%\stamp" >nul

:checks
cd /d "%root%"
set "failed=0"
"%run%" -P -m ruff check || set "failed=1"
"%run%" -P -m ruff format --check || set "failed=1"
"%run%" -P -m mypy || set "failed=1"
"%venv%\Scripts\lint-imports.exe" --no-logo || set "failed=1"
rem Only the first word "test" is ours; the rest is pytest's.
set "rest="
:next
shift
if "%~1"=="" goto pytest
set rest=%rest% %1
goto next
:pytest
"%run%" -P -m pytest -n auto --dist loadscope %rest%
if errorlevel 1 exit /b 1
exit /b %failed%
