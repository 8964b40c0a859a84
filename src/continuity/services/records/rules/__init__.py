"""When a conviction is no longer a record, and why: pure dated rules, and the engine under them.

`facts` is what a register knows of a person; `periods` the law of Viet Nam as dated data; `penal` what
that law says of one judgment and `together` of several; `uk` another country by the same engine
(`reckon`); `certificate` what a paper may show; `words` the reasons in two languages.
"""

from __future__ import annotations
