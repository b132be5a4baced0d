//! The Russian words of access for close persons: the invitation, the code to read out, news for the holder.
//! Not here: receipts, which differ by one line in a copy (see `ru`).

use super::{button_in_full, clip, headline, paragraph};
use crate::Sender;
use crate::page::{Block, one_line};
use cabinet::letter::Invitation;

/// The longest name in an SMS: the rest of the text has to fit as well.
const NAME: usize = 30;

/// The letter of an invitation.
pub(super) fn invitation(invitation: &Invitation) -> (String, Vec<Block>) {
    let holder = one_line(&invitation.holder_name);
    let subject = format!("{holder}: доступ к квитанциям за квартиру");
    let may = if invitation.manage {
        "Вы сможете открывать и оплачивать эти квитанции и выбирать, как они приходят: по почте или на бумаге."
    } else {
        "Вы сможете открывать и оплачивать эти квитанции."
    };
    let blocks = vec![
        headline("Вам дают доступ к квитанциям близкого человека"),
        paragraph(format!("{}, вам хотят показывать квитанции. Чьи они: {holder}.", one_line(&invitation.close_name))),
        paragraph(may),
        button_in_full("Открыть приглашение", &invitation.link),
        paragraph("Приглашение работает двое суток и только один раз. Войдите с этой почтой или создайте с ней кабинет."),
        paragraph("Если вы не знаете этого человека, ничего не делайте: доступ не откроется."),
    ];
    (subject, blocks)
}

/// The SMS of an invitation: the only one with a link.
pub(super) fn invitation_sms(invitation: &Invitation, agent: &str) -> String {
    let holder = clip(&one_line(&invitation.holder_name), NAME);
    format!("{agent}: вам дают доступ к квитанциям, {holder}. Ссылка работает двое суток: {}", invitation.link)
}

/// The code that a holder reads out. It says to whom, and that nobody else may hear it.
pub(super) fn code_to_read_out(code: &str, close_name: &str, for_access: bool, sender: &Sender) -> String {
    let name = clip(&one_line(close_name), NAME);
    let what = if for_access {
        "доступ к вашим квитанциям"
    } else {
        "перевести вашу квитанцию на почту"
    };
    format!("{code} — код. Просит {name}: {what}. Назовите код, только если доверяете.\n\n@{} #{code}", sender.host())
}

/// The holder has invited somebody.
pub(super) fn offered(close_name: &str, agent: &str) -> String {
    let name = clip(&one_line(close_name), NAME);
    format!("{agent}: вы пригласили {name} смотреть ваши квитанции. Отменить можно в кабинете.")
}

/// Somebody sees the holder's receipts.
pub(super) fn given(close_name: &str, agent: &str) -> String {
    let name = clip(&one_line(close_name), NAME);
    format!("{agent}: {name} теперь видит ваши квитанции. Закрыть доступ можно в кабинете или по телефону.")
}
