//! Every rule of the product as a test named by it, on both engines.
//! Not here: pages (see `server/tests`), SQL by itself (see `storage/tests`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod binding;
mod bundles;
mod checking;
mod choosing;
mod codes;
mod consents;
mod correcting;
mod debts;
mod delivering;
mod documents;
mod dry_run;
mod files;
mod forging;
mod history;
mod holders;
mod importing;
mod keys;
mod looks;
mod passkeys;
mod paying;
mod publishing;
mod pumping;
mod push;
mod relatives;
mod reminding;
mod returning;
mod second_factor;
mod settings;
mod sign_in;
mod sign_in_code;
mod sign_up;
mod together;
mod understanding;
mod wizard;
mod workbooks;

use cabinet::{Failure, Outcome};
use domain::view::Problem;

/// The one problem of a form that was not accepted.
#[track_caller]
fn problem<T>(outcome: Outcome<T>) -> Problem {
    match outcome {
        Err(Failure::Problems(problems)) if problems.len() == 1 => problems[0].1,
        Err(other) => panic!("one problem was expected: {other:?}"),
        Ok(_) => panic!("it went well"),
    }
}

/// Who a message was to.
fn kinds(sms: &[cabinet::letter::Sms]) -> Vec<&'static str> {
    use cabinet::letter::Sms;
    use cabinet::settings_letter::SettingsSms;
    sms.iter()
        .map(|sms| match sms {
            Sms::Code { .. } => "code",
            Sms::SwitchedToElectronic { .. } => "switched",
            Sms::ReturnedToPaper { .. } => "returned",
            Sms::Receipt { .. } => "receipt",
            Sms::EmailFails { .. } => "e-mail fails",
            Sms::Settings(SettingsSms::Code { .. }) => "settings code",
            Sms::Settings(SettingsSms::PhoneChanged { .. }) => "phone changed",
            Sms::CodeToReadOut { .. } => "code to read out",
            Sms::Invitation(_) => "invitation",
            Sms::AccessOffered { .. } => "access offered",
            Sms::AccessGiven { .. } => "access given",
        })
        .collect()
}
