@echo off
rem Find a Python that this folder has facikit for, and leave the rest to install.py.
setlocal
set "HERE=%~dp0"
call :find
if defined PY goto install
for %%F in ("%HERE%python\python-3*.exe") do call :offer "%%~fF"
call :find
if defined PY goto install
echo There is no Python here that this folder has facikit for. README.txt says which it needs.
pause
exit /b 1

:install
%PY% "%HERE%install.py" %*
set "CAME=%ERRORLEVEL%"
pause
exit /b %CAME%

:find
set "PY="
for %%V in (3.14 3.13 3.12 3.11) do call :try py -%%V
call :try py
call :try python
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*") do call :try "%%~fD\python.exe"
exit /b 0

:try
if defined PY exit /b 0
%* "%HERE%install.py" --fits >nul 2>nul
if not errorlevel 1 set PY=%*
exit /b 0

:offer
if defined PY exit /b 0
echo Python is not on this laptop. Its installer is on this stick:
echo   %~1
choice /m "Install Python for you alone"
if errorlevel 2 exit /b 0
start "" /wait "%~1" /passive InstallAllUsers=0 PrependPath=0 Include_test=0
exit /b 0
