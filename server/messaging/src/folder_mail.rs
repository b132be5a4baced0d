//! Letters into a folder, `DIR/outbox/mail/*.eml`: what happens to mail when no server is set.
//! Not here: how a letter is written (see `letters`) and how it gets into the folder once (see `outbox`).

use crate::outbox::{FolderError, Outbox};
use crate::{Sender, letters};
use cabinet::ports::{Handover, Mail, Mailer};
use domain::id::MessageId;
use std::path::Path;

/// Delivers letters into a folder.
#[derive(Clone, Debug)]
pub struct MailFolder {
    outbox: Outbox,
    sender: Sender,
}

impl MailFolder {
    /// Opens `data_dir/outbox/mail`, making it if it is missing.
    pub fn open(data_dir: &Path, sender: Sender, now_ms: i64) -> Result<Self, FolderError> {
        Ok(Self { outbox: Outbox::open(data_dir.join("outbox").join("mail"), "eml", now_ms)?, sender })
    }
}

#[async_trait::async_trait]
impl Mailer for MailFolder {
    async fn send(&self, mail: &Mail) -> Handover {
        self.outbox.put(mail.id, mail.queued_at, letters::render(mail, &self.sender)).await
    }

    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool> {
        self.outbox.holds(id, queued_at).await
    }
}
