//! Commands that read and write files of suppliers and registers.
//! Not here: the files' formats (see `registers`).

use super::{Ended, Stop, refused};
use crate::cli::Format;
use cabinet::Cabinet;
use cabinet::import::{ImportOptions, ImportRefusal, ImportReport, Taken};
use cabinet::suppliers::SupplierChanges;
use domain::Period;
use registers::{FileProblems, Mapping, Town, read_suppliers};
use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::path::Path;

fn open(path: &Path) -> Result<File, Stop> {
    File::open(path).map_err(|error| refused(format!("{}: {error}", path.display())))
}

fn create(path: &Path) -> Result<BufWriter<File>, Stop> {
    File::create(path).map(BufWriter::new).map_err(|error| refused(format!("{}: {error}", path.display())))
}

/// A believable town.
pub(super) fn town(accounts: u32, seed: u64, details: bool) -> Town {
    Town::new(accounts, seed).with_details(details)
}

pub(super) fn generate_register(
    town: &Town,
    period: Period,
    output: Option<&Path>,
    suppliers_output: Option<&Path>,
    electronic_from: Period,
) -> Ended {
    if let Some(path) = suppliers_output {
        let mut out = create(path)?;
        town.write_suppliers(&mut out, Some(electronic_from)).and_then(|()| out.flush()).map_err(refused)?;
    }
    let totals = match output {
        Some(path) => town.write_register(period, create(path)?),
        None => town.write_register(period, io::stdout().lock()),
    };
    let totals = totals.map_err(refused)?;
    eprintln!("{period}: {} accounts, {} lines, {}", totals.accounts, totals.lines, totals.total.roubles());
    Ok(())
}

pub(super) async fn generate_residents(cabinet: &Cabinet, count: i64, seed: u64) -> Ended {
    let made = cabinet.generate_residents(count, seed).await.map_err(refused)?;
    say!("{made} residents made");
    Ok(())
}

pub(super) async fn import_suppliers(cabinet: &Cabinet, path: &Path) -> Ended {
    let file = match read_suppliers(open(path)?) {
        Ok(file) => file,
        Err(problems) => return Err(refused(in_file(path, &problems))),
    };
    for warning in &file.warnings {
        eprintln!("Внимание: {warning}");
    }
    for doubt in cabinet::suppliers::doubts(&file.suppliers) {
        eprintln!("Внимание: {doubt}");
    }
    let SupplierChanges { added, changed, same } = cabinet.take_suppliers(&file.suppliers).await.map_err(refused)?;
    say!("Поставщики: добавлено {added}, изменено {changed}, без изменений {same}.");
    Ok(())
}

fn in_file(path: &Path, problems: &FileProblems) -> String {
    format!("{}: файл не принят.\n{problems}", path.display())
}

/// A register file with the options to take it with.
async fn register_source(
    cabinet: &Cabinet,
    path: &Path,
    format: Format,
    mapping: Option<&Path>,
) -> Result<(Box<dyn Read + Send>, Option<Mapping>), Stop> {
    match (format, mapping) {
        (Format::Xlsx, Some(_)) => Err(Stop::Usage("--mapping is for CSV files, not for --format xlsx".to_owned())),
        (Format::Csv, None) => Ok((Box::new(open(path)?), None)),
        (Format::Csv, Some(mapping)) => {
            let wrong = |error: &dyn std::fmt::Display| refused(format!("{}: {error}", mapping.display()));
            let text = std::fs::read_to_string(mapping).map_err(|error| wrong(&error))?;
            let mapping = Mapping::parse(&text).map_err(|error| wrong(&error))?;
            Ok((Box::new(open(path)?), Some(mapping)))
        }
        (Format::Xlsx, None) => {
            let read = cabinet.workbook_register(open(path)?).await;
            let (register, warnings) = read.map_err(|refusal| refused(refusal_text(path, &refusal)))?;
            for warning in warnings {
                eprintln!("Внимание: {warning}");
            }
            Ok((Box::new(Cursor::new(register)), None))
        }
    }
}

pub(super) async fn import_register(
    cabinet: &Cabinet,
    path: &Path,
    format: Format,
    mapping: Option<&Path>,
    dry_run: bool,
) -> Ended {
    let (source, mapping) = register_source(cabinet, path, format, mapping).await?;
    let report = match cabinet.import_register(source, ImportOptions { dry_run, mapping }).await {
        Ok(report) => report,
        Err(refusal) => return Err(refused(refusal_text(path, &refusal))),
    };
    for warning in &report.warnings {
        eprintln!("Внимание: {warning}");
    }
    say!("{}", report_text(&report));
    Ok(())
}

fn refusal_text(path: &Path, refusal: &ImportRefusal) -> String {
    let head = format!("{}: файл не принят, в базе ничего не изменилось.", path.display());
    let reason = match refusal {
        ImportRefusal::File(error) => error.to_string(),
        ImportRefusal::Rows { shown, total, lines } => {
            let more = total - shown.len() as u64;
            let tail = if more > 0 { format!("\n… и ещё {more}.") } else { String::new() };
            let read = if *lines > 0 {
                format!("Прочитано строк: {lines}, с ошибками")
            } else {
                "Строк с ошибками".to_owned()
            };
            format!("{read}: {total}.\n{}{tail}", shown.join("\n"))
        }
        ImportRefusal::Future { period, current } => {
            format!("Месяц {period} ещё не наступил (сейчас {current}). Проверьте столбец period.")
        }
        ImportRefusal::Missing { count } => format!(
            "Месяц уже опубликован, а {count} лицевых счетов из него в файле нет. Исправленный реестр должен содержать все счета \
             месяца; если начислений по счёту нет, оставьте его строки с нулями."
        ),
        ImportRefusal::Failed(error) => error.to_string(),
    };
    format!("{head}\n{reason}")
}

fn report_text(report: &ImportReport) -> String {
    let what = match report.taken {
        Taken::New => "Реестр принят".to_owned(),
        Taken::InPlaceOfEarlier => "Реестр принят вместо прежнего реестра этого месяца".to_owned(),
        Taken::Correction { changed } => {
            format!("Исправленный реестр принят, отличаются счета: {changed}. Опубликуйте месяц ещё раз")
        }
        Taken::Unchanged => "Этот же файл уже принят раньше, ничего не изменилось".to_owned(),
        Taken::DryRun => "Проверка прошла, файл можно принимать; ничего не изменилось".to_owned(),
    };
    let sums: Vec<String> = report.by_supplier.iter().map(|(inn, sum)| format!("  {inn}: {}", sum.roubles())).collect();
    format!(
        "{what}.\nМесяц {}: строк {}, лицевых счетов {} (новых {}), итого {}.\n{}",
        report.period,
        report.lines,
        report.accounts,
        report.new_accounts,
        report.total.roubles(),
        sums.join("\n")
    )
}
