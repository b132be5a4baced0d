//! The HTML look of a letter: one column, styles on the elements because mail clients drop style sheets, nothing remote.
//! Not here: words, and the plain look.

use crate::page::{Block, Page, Row, RowKind, one_line};
use std::fmt::Write;

const TEXT: &str = "margin:0 0 16px;font-size:18px;line-height:26px";
const CELL: &str = "padding:8px 0;font-size:18px;line-height:24px;vertical-align:top;border-bottom:1px solid #d0d0d0";
const NOTE: &str = "font-size:16px;line-height:22px;font-weight:normal;color:#4a4a4a";
const LINK: &str = "color:#0b4f8a;word-break:break-all";

/// The HTML part.
pub(crate) fn render(page: &Page) -> String {
    let mut body = String::new();
    for block in &page.blocks {
        write_block(&mut body, block).expect("a string takes everything");
    }
    let (language, subject, head, foot) = (page.language, escape(&page.subject), escape(&page.head), escape(&page.foot));
    // The width attribute is for Outlook, which does not know max-width.
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#ffffff"><tr><td align="center" style="padding:0 16px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;text-align:left;font-family:Arial,Helvetica,sans-serif;color:#1a1a1a">
<tr><td style="padding:20px 0 12px;border-bottom:2px solid #0b4f8a;font-size:18px;line-height:24px;font-weight:bold">{head}</td></tr>
<tr><td style="padding:24px 0 8px">
{body}</td></tr>
<tr><td style="padding:16px 0 32px;border-top:1px solid #d0d0d0;font-size:18px;line-height:26px">{foot}</td></tr>
</table>
</td></tr></table>
</body>
</html>
"#
    )
}

fn write_block(out: &mut String, block: &Block) -> std::fmt::Result {
    match block {
        Block::Headline(text) => {
            writeln!(out, r#"<h1 style="margin:0 0 16px;font-size:24px;line-height:32px">{}</h1>"#, escape(text))
        }
        Block::Paragraph(text) => writeln!(out, r#"<p style="{TEXT}">{}</p>"#, escape(text)),
        Block::Heading(text) => {
            writeln!(out, r#"<h2 style="margin:24px 0 8px;font-size:20px;line-height:28px">{}</h2>"#, escape(text))
        }
        Block::List(items) => {
            writeln!(out, r#"<ul style="margin:0 0 16px;padding:0 0 0 24px;font-size:18px;line-height:26px">"#)?;
            for item in items {
                writeln!(out, "<li>{}</li>", escape(item))?;
            }
            writeln!(out, "</ul>")
        }
        Block::Table(rows) => {
            writeln!(
                out,
                r#"<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse">"#
            )?;
            for row in rows {
                write_row(out, row)?;
            }
            writeln!(out, "</table>")
        }
        Block::Button { label, link, in_full } => {
            writeln!(
                out,
                r##"<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td bgcolor="#0b4f8a" style="border-radius:6px;background:#0b4f8a"><a href="{}" style="display:inline-block;padding:13px 24px;font-size:18px;line-height:24px;font-weight:bold;color:#ffffff;text-decoration:none">{}</a></td></tr></table>"##,
                escape(link),
                escape(label)
            )?;
            in_full.as_ref().map_or(Ok(()), |sentence| write_link(out, sentence, link))
        }
        // White inside, and the border makes up for the smaller padding: both buttons are of one height.
        Block::SecondButton { label, link } => writeln!(
            out,
            r#"<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px"><tr><td style="border-radius:6px;border:2px solid #0b4f8a"><a href="{}" style="display:inline-block;padding:11px 22px;font-size:18px;line-height:24px;font-weight:bold;color:#0b4f8a;text-decoration:none">{}</a></td></tr></table>"#,
            escape(link),
            escape(label)
        ),
        Block::LinkedLine { text, code, link } => {
            let (text, code, link) = (escape(text), escape(code), escape(link));
            let code = match code.as_str() {
                "" => code,
                code => format!(r#" <span style="white-space:nowrap">{code}</span>"#),
            };
            writeln!(out, r#"<p style="{TEXT}"><a href="{link}" style="color:#0b4f8a">{text}{code}</a></p>"#)
        }
        Block::Link { sentence, link } => write_link(out, sentence, link),
    }
}

fn write_link(out: &mut String, sentence: &str, link: &str) -> std::fmt::Result {
    let link = escape(link);
    writeln!(out, r#"<p style="{TEXT}">{}<br><a href="{link}" style="{LINK}">{link}</a></p>"#, escape(sentence))
}

fn write_row(out: &mut String, row: &Row) -> std::fmt::Result {
    let (label, sum) = (escape(&row.label), escape(&row.sum));
    let note = match row.note.as_str() {
        "" => String::new(),
        note => format!(r#"<br><span style="{NOTE}">{}</span>"#, escape(note)),
    };
    let style = match row.kind {
        RowKind::Head => {
            return writeln!(
                out,
                r#"<tr><th colspan="2" scope="colgroup" style="{CELL};padding-top:16px;text-align:left">{label}{note}</th></tr>"#
            );
        }
        RowKind::Line => "font-weight:normal",
        RowKind::Subtotal => "font-weight:bold",
        RowKind::Total => "font-weight:bold;border-top:2px solid #1a1a1a",
    };
    writeln!(
        out,
        r#"<tr><th scope="row" style="{CELL};{style};text-align:left">{label}{note}</th><td style="{CELL};{style};padding-left:12px;text-align:right;white-space:nowrap">{sum}</td></tr>"#
    )
}

/// For text and quoted attributes alike.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in one_line(value).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_can_leave_its_text_or_its_attribute() {
        assert_eq!(escape("\"><script>'&\r\n"), "&quot;&gt;&lt;script&gt;&#39;&amp;");
    }
}
