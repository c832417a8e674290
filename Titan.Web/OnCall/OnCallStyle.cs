namespace Titan.Web.OnCall;

/// <summary>The plain page's looks, carried in the page itself: one request on a bad line, the system's own font, the console's colors.</summary>
internal static class OnCallStyle
{
    public const string Css = """
        :root{color-scheme:dark;--bg:#0D1015;--panel:#141920;--raised:#1A202A;--line:#252D39;--control:#66748A;--text:#E8EDF4;--text-2:#B4BFCD;--text-3:#8E9BAC;--accent:#7AB8FF;--gain:#3ECF9A;--loss:#FF7B8E;--ok:#4CC38A;--warn:#F2B84B;--high:#FF9A57;--critical:#FF7468;--critical-tint:#331716;--stale:#CDAF83;--unknown:#BBA6FF;--armed:#2FC486;--on-armed:#04140C;--locked:#D3271F;--live:#C4127F}
        [data-theme=light]{color-scheme:light;--bg:#F3F5F8;--panel:#FFF;--raised:#F6F8FB;--line:#DDE3EB;--control:#78859A;--text:#10161F;--text-2:#3D4959;--text-3:#596677;--accent:#0B5FC0;--gain:#08734A;--loss:#BF1E40;--ok:#08734A;--warn:#815300;--high:#A1430A;--critical:#BE1E18;--critical-tint:#FDE7E5;--stale:#745525;--unknown:#6038C2;--armed:#0B7A4C;--on-armed:#FFF;--locked:#C2211A;--live:#B00F70}
        *{box-sizing:border-box;font-variant-numeric:tabular-nums}
        body{margin:0 auto;padding:12px 14px 40px;max-width:560px;background:var(--bg);color:var(--text);font:15px/20px system-ui,sans-serif}
        h1{margin:0;font-size:18px;line-height:26px}h2{margin:0 0 8px;font-size:15px;line-height:20px}p{margin:6px 0 0;color:var(--text-2);font-size:14px;line-height:19px}a{color:var(--accent)}ul,ol,dl{margin:0;padding:0;list-style:none}
        .top{display:flex;align-items:center;gap:10px}.top h1{flex:1}
        .mode{padding:2px 9px;border:1px dashed var(--accent);border-radius:4px;color:var(--accent);font-weight:700;font-size:13px}.mode.live{border:0;background:var(--live);color:#fff}
        body.live{border-top:4px solid var(--live)}
        section,dl.state{margin-top:12px;padding:12px;border:1px solid var(--line);border-radius:6px;background:var(--panel)}
        dl.state{padding:0}dl.state div{display:flex;justify-content:space-between;gap:12px;padding:8px 12px;border-bottom:1px solid var(--line)}dl.state div:last-child{border:0}dt{color:var(--text-2)}dd{margin:0;font-weight:600;text-align:right}
        .chip{padding:1px 8px;border-radius:4px;border:2px solid var(--control);font-weight:700}.chip.armed{border-color:var(--armed);background:var(--armed);color:var(--on-armed)}.chip.locked{border-color:var(--locked);background:var(--locked);color:#fff}.chip.unknown{border:2px dotted var(--unknown);color:var(--unknown)}
        button,.go{display:block;width:100%;min-height:52px;margin-top:10px;padding:14px;border:2px solid var(--control);border-radius:6px;background:var(--raised);color:var(--text);font:600 16px/20px system-ui,sans-serif;text-align:center;text-decoration:none;cursor:pointer}
        button:disabled{border-style:dashed;color:var(--text-3);cursor:default}
        .cancel button{border-color:var(--warn);color:var(--warn)}.out{border-color:#7a2b28}.out button{border-color:var(--critical);background:var(--critical-tint);color:var(--critical)}.kill{border:2px solid var(--locked)}.kill button{border-color:var(--locked);background:var(--locked);color:#fff}
        .kill button:disabled,.out button:disabled,.cancel button:disabled{border-color:var(--control);background:var(--raised);color:var(--text-3)}
        .rows li{padding:7px 0;border-bottom:1px solid var(--line)}.rows li:last-child{border:0}.row{display:grid;grid-template-columns:1fr auto 5.5em;gap:10px}.row>:nth-child(n+2){text-align:right}.sub{display:block;color:var(--text-3);font-size:13px;line-height:18px}.sub a{display:block;padding:8px 0 4px}form label{display:block;margin-top:8px}form label.box{display:flex;margin-top:6px}
        .box{display:flex;align-items:center;gap:12px;min-height:44px;margin-top:6px;color:var(--text)}input[type=checkbox]{appearance:none;flex:none;width:24px;height:24px;margin:0;border:2px solid var(--text-3);border-radius:4px;background:var(--bg)}input[type=checkbox]:checked{border-color:var(--critical);background:var(--critical)}input[type=checkbox]:checked::after{content:"✓";display:block;color:var(--bg);font:700 17px/20px system-ui;text-align:center}
        input[type=text],input[type=password]{width:100%;min-height:46px;margin-top:6px;padding:0 12px;border:1px solid var(--control);border-radius:6px;background:var(--bg);color:var(--text);font:16px/20px system-ui,sans-serif}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}code{font:13px/18px ui-monospace,monospace;color:var(--text)}
        .tone-critical{color:var(--critical)}.tone-warn{color:var(--warn)}.tone-high{color:var(--high)}.tone-ok{color:var(--ok)}.tone-gain{color:var(--gain)}.tone-loss{color:var(--loss)}.tone-stale{color:var(--stale)}.tone-unknown{color:var(--unknown)}.tone-muted{color:var(--text-3)}.tone-accent{color:var(--accent)}
        .said{border-left:4px solid var(--accent)}.said.tone-ok{border-left-color:var(--ok)}.said.tone-critical{border-left-color:var(--critical)}.said.tone-warn{border-left-color:var(--warn)}.said h2,.said{color:var(--text)}
        """;
}
