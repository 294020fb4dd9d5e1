@echo off
setlocal
rem Finds Python @PYTHON@ and starts the game with it; the rest is in wheels\start.py.
rem Nothing called py or python in the folder where somebody stands is started:
set NoDefaultCurrentDirectoryInExePath=1
rem A newer py would try to fetch the Python that it lacks:
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
set "python=py -@PYTHON@"
call %python% -c "import sys; sys.exit(sys.version_info[:2] != (@PAIR@))" >nul 2>nul && goto found
set "python=python"
call %python% -c "import sys; sys.exit(sys.version_info[:2] != (@PAIR@))" >nul 2>nul && goto found
echo communique: this bundle needs Python @PYTHON@ (@ABOUT@),
echo and no such Python was found here. Have it installed, then start this again.
set code=2
goto end
:found
%python% -I "%~dp0wheels\start.py" %*
set code=%errorlevel%
:end
rem Double-clicked? Then the window would take the reason with it.
if not "%code%"=="0" if "%~1"=="" pause
exit /b %code%
