//! Receipts as tests look at them: as rows, as letters, by their pay links.
//! Not here: taking and publishing registers (see `street`).

use crate::street::{lines, month};
use crate::{Person, World, token};
use cabinet::Settings;
use cabinet::letter::{Letter, ReceiptLetter};
use domain::id::AccountId;
use registers::Town;
use std::sync::Arc;
use storage::receipts::{self, ReceiptRow};

impl World {
    /// September and October of a street, published; its first account is electronic, and its letter is out.
    pub async fn october(&self, accounts: u32) -> (Person, AccountId) {
        self.street(accounts).await;
        let (anna, account) = self.electronic("anna", 1).await;
        self.take(&lines(accounts, "2026-10")).await;
        self.publish("2026-10").await;
        self.deliver().await;
        (anna, account)
    }

    /// The letters with receipts to a person, in order.
    pub fn receipt_letters(&self, person: &Person) -> Vec<ReceiptLetter> {
        let letters = self.sent.letters(&person.email).into_iter();
        let receipt = |letter| match letter {
            Letter::Receipt(letter) => Some(*letter),
            _ => None,
        };
        letters.filter_map(receipt).collect()
    }

    /// The token of the pay link in the last letter with a receipt.
    pub fn pay_token(&self, person: &Person) -> String {
        token(&self.receipt_letters(person).pop().expect("a receipt came").pay_link)
    }

    /// The current receipt of an account.
    pub async fn current(&self, period: &str, account: AccountId) -> ReceiptRow {
        let mut tx = self.cabinet.db.read().await.expect("the database answers");
        let rows = receipts::list_current(&mut tx, month(period), account, account).await.expect("the rows are right");
        rows.into_iter().next().expect("it is published")
    }

    /// Enters the suppliers of a street, one of them with another settlement account.
    pub async fn move_account(&self, place: usize, account: &str) {
        let mut suppliers = Town::suppliers(Some(month("2026-09")));
        account.clone_into(&mut suppliers[place].account);
        self.cabinet.take_suppliers(&suppliers).await.expect("they are well-formed");
    }

    /// Sets the installation up otherwise.
    pub fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        change(Arc::make_mut(&mut self.cabinet.settings));
    }
}
