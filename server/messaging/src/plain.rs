//! The plain look of a letter: lines of at most 76 characters, sums in a column.
//! Not here: words, and the HTML look.

use crate::page::{Block, Page, Row, RowKind, one_line};

const WIDTH: usize = 76;
/// Tables are narrower: a sum far from its name is hard to follow.
const TABLE_WIDTH: usize = 60;

/// The text part.
pub(crate) fn render(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Headline(text) | Block::Paragraph(text) => wrap(&mut out, text, "", "", WIDTH),
            Block::Heading(text) => wrap(&mut out, &text.to_uppercase(), "", "", WIDTH),
            Block::List(items) => items.iter().for_each(|item| wrap(&mut out, item, "* ", "  ", WIDTH)),
            Block::Table(rows) => rows.iter().enumerate().for_each(|(i, row)| table_row(&mut out, row, i == 0)),
            Block::Button { label, link, .. } | Block::SecondButton { label, link } => {
                link_below(&mut out, &format!("{label}:"), link);
            }
            Block::LinkedLine { text, code, link } => link_below(&mut out, &format!("{text} {code}"), link),
            Block::Link { sentence, link } => link_below(&mut out, sentence, link),
        }
        out.push('\n');
    }
    out.push_str("-- \n");
    wrap(&mut out, &page.head, "", "", WIDTH);
    wrap(&mut out, &page.foot, "", "", WIDTH);
    out
}

fn link_below(out: &mut String, sentence: &str, link: &str) {
    wrap(out, sentence, "", "", WIDTH);
    out.push_str(&one_line(link));
    out.push('\n');
}

fn table_row(out: &mut String, row: &Row, first: bool) {
    let indent = match row.kind {
        RowKind::Head if !first => {
            out.push('\n');
            ""
        }
        RowKind::Head | RowKind::Total => "",
        RowKind::Line | RowKind::Subtotal => "  ",
    };
    let start = out.len();
    let sum_width = row.sum.chars().count();
    wrap(out, &row.label, indent, indent, TABLE_WIDTH - sum_width - 2);
    if !row.sum.is_empty() {
        out.pop();
        let line = out[start..].rsplit('\n').next().unwrap_or_default().chars().count();
        out.extend(std::iter::repeat_n(' ', TABLE_WIDTH.saturating_sub(line + sum_width)));
        out.push_str(&row.sum);
        out.push('\n');
    }
    if !row.note.is_empty() {
        let indent = format!("{indent}  ");
        wrap(out, &row.note, &indent, &indent, TABLE_WIDTH);
    }
}

/// Breaks only at ordinary spaces: a no-break space keeps a sum together.
fn wrap(out: &mut String, text: &str, first_indent: &str, indent: &str, width: usize) {
    out.push_str(first_indent);
    let mut column = first_indent.chars().count();
    let mut at_start = true;
    for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if !at_start && column + 1 + length > width {
            out.push('\n');
            out.push_str(indent);
            column = indent.chars().count();
        } else if !at_start {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        at_start = false;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_end_in_one_column_even_after_a_long_name() {
        let row = |label: &str, sum: &str| Row {
            kind: RowKind::Line,
            label: label.to_owned(),
            note: String::new(),
            sum: sum.to_owned(),
        };
        let mut out = String::new();
        table_row(&mut out, &row("Отопление", "1\u{a0}234,50\u{a0}₽"), true);
        table_row(
            &mut out,
            &row("Содержание и текущий ремонт общего имущества многоквартирного дома", "9,00\u{a0}₽"),
            false,
        );
        let ends: Vec<usize> = out.lines().filter(|line| line.ends_with('₽')).map(|line| line.chars().count()).collect();
        assert_eq!(ends, [TABLE_WIDTH, TABLE_WIDTH]);
        assert_eq!(out.lines().count(), 3);
    }

    #[test]
    fn a_line_break_inside_a_value_makes_no_line() {
        let mut out = String::new();
        wrap(&mut out, "ул. Мира\r\nBcc: a@b.ru\u{2028}д. 1", "", "", WIDTH);
        assert_eq!(out, "ул. Мира Bcc: a@b.ru д. 1\n");
    }

    #[test]
    fn a_sum_is_never_broken_over_two_lines() {
        let mut out = String::new();
        wrap(&mut out, "К оплате 1\u{a0}234,50\u{a0}₽", "", "", 12);
        assert_eq!(out, "К оплате\n1\u{a0}234,50\u{a0}₽\n");
    }
}
