//! Commands about single receipts, and files of debts for banks.
//! Not here: publishing (see `billing`), the documents themselves.

use super::{Ended, Stop, refused};
use cabinet::access::Visitor;
use cabinet::checking::Checked;
use cabinet::{Cabinet, Failure};
use domain::Period;
use domain::view::{Problem, Verdict};
use std::path::Path;

pub(super) async fn receipt(cabinet: &Cabinet, account: &str, period: Period, output: &Path) -> Ended {
    let pdf = cabinet.receipt_file(account, period).await.map_err(|failure| match failure {
        Failure::NotFound => refused(format!(
            "за {period} нет начислений по лицевому счёту {account}. Проверьте номер и месяц; реестр загружает kvitok import register."
        )),
        other => refused(other),
    })?;
    std::fs::write(output, &pdf).map_err(|error| refused(format!("{}: {error}", output.display())))?;
    say!("{}: {} байт", output.display(), pdf.len());
    Ok(())
}

/// Exit code 0 only for what may be paid.
pub(super) async fn check(cabinet: &Cabinet, what: &str) -> Ended {
    let visitor = Visitor::default();
    let path = Path::new(what);
    let checked = if path.is_file() {
        let pdf = std::fs::read(path).map_err(|error| refused(format!("{what}: {error}")))?;
        cabinet.check_file(&visitor, pdf).await
    } else {
        match cabinet.check_typed(&visitor, what).await {
            Ok(Checked::Code(code)) => cabinet.check_receipt_code(&visitor, code).await,
            Ok(Checked::Verdict(verdict)) => Ok(verdict),
            Err(failure) => Err(failure),
        }
    };
    let verdict = checked.map_err(|failure| match failure {
        Failure::Problems(problems) => refused(problem_text(problems.first().map(|(_, problem)| *problem))),
        other => refused(other),
    })?;
    let (text, may_be_paid) = verdict_text(&verdict);
    if may_be_paid {
        say!("{text}");
        Ok(())
    } else {
        Err(Stop::Refused(text))
    }
}

fn problem_text(problem: Option<Problem>) -> &'static str {
    match problem {
        Some(Problem::FileTooBig) => "файл больше 10 МБ: это не наша квитанция, её не проверяем.",
        Some(Problem::FileNotPdf) => "это не PDF. Укажите файл квитанции, код с неё или текст QR-кода.",
        Some(Problem::FileEncrypted) => "файл защищён паролем. Наши квитанции паролем не защищены.",
        Some(Problem::FileEmpty) => "файл пуст.",
        Some(Problem::FileBroken) => "файл повреждён, прочитать его не удалось.",
        _ => "это не файл, не код с квитанции и не текст QR-кода.",
    }
}

fn verdict_text(verdict: &Verdict) -> (String, bool) {
    match verdict {
        Verdict::Ours { period, total, .. } => {
            let sum = total.map(|total| format!(", итого {}", total.roubles())).unwrap_or_default();
            (format!("Квитанция наша и не изменена: месяц {period}{sum}."), true)
        }
        Verdict::Replaced { period, .. } => (format!("Квитанция наша, но заменена исправленной: месяц {period}."), false),
        Verdict::PayeeOurs { payee } => {
            (format!("Реквизиты наши: {}, ИНН {}. Сумму сверьте с квитанцией.", payee.name, payee.inn), true)
        }
        Verdict::PayeeOld { name } => (format!("Реквизиты прежние, больше не действуют: {name}."), false),
        Verdict::Foreign { found } => (format!("Реквизиты не наши, платить нельзя: {}.", found.join(", ")), false),
        Verdict::Altered => ("Файл изменён после того, как мы его выпустили. Платить по нему нельзя.".to_owned(), false),
        Verdict::Unknown => ("Не нашли такой квитанции. Проверьте код или позвоните в расчётный центр.".to_owned(), false),
    }
}

pub(super) async fn export_debts(
    cabinet: &Cabinet,
    period: Period,
    folder: &Path,
    number: u16,
    personal_data: bool,
) -> Ended {
    let files = cabinet.export_debts(period, folder, number, personal_data).await.map_err(refused)?;
    for file in &files {
        say!("{}: строк {}, сумма {}", file.name, file.lines, file.total.roubles());
    }
    say!("Реестров задолженности за {period}: {}. Папка: {}", files.len(), folder.display());
    Ok(())
}
