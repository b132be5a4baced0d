//! SMPP against an SMSC of our own in this process: sign-in, words on the wire, receipts, haste, broken connections.
//! Not here: cutting of words and reading of receipts, tested beside them; a foreign SMSC (scripts/check-smpp.sh).

use crate::fixtures::{ID, QUEUED};
use cabinet::letter::Sms;
use cabinet::ports::{Fate, Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use domain::{CodeDigits, Language, MobilePhone, Money, Period};
use futures::{SinkExt, StreamExt};
use messaging::Sender;
use messaging::sms::{SmsUrl, open};
use rusmpp::pdus::{BindTransceiverResp, DeliverSm, SubmitSm, SubmitSmResp};
use rusmpp::tlvs::TlvValue;
use rusmpp::tokio_codec::CommandCodec;
use rusmpp::types::OctetString;
use rusmpp::values::{GsmFeatures, Ton};
use rusmpp::{Command, CommandStatus, Pdu};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::codec::Framed;

/// What the SMSC does with a request to send.
#[derive(Clone, Copy, Debug)]
enum Does {
    /// Takes it under this number and sends this receipt at once; `-` is none.
    Take(&'static str, &'static str),
    Refuse(CommandStatus),
    Nothing,
    HangUp,
}

use Does::{HangUp, Nothing, Refuse, Take};

/// An SMSC that answers the sign-in with a status, and requests as the script says, over any number of connections.
struct Smsc {
    url: String,
    taken: UnboundedReceiver<SubmitSm>,
    /// Receipts that were answered, by their sequence numbers.
    answered: UnboundedReceiver<u32>,
    binds: Arc<Mutex<Vec<String>>>,
}

impl Smsc {
    async fn open(bind: CommandStatus, script: &[Does]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smpp://town:p%40ss@{}?sender=EIRC&rate=200&timeout=1", listener.local_addr().unwrap());
        let (seen, taken) = unbounded_channel();
        let (heard, answered) = unbounded_channel();
        let script = Arc::new(Mutex::new(script.iter().copied().collect()));
        let binds: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = binds.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, bind, script.clone(), seen.clone(), heard.clone(), noted.clone()));
            }
        });
        Self { url, taken, answered, binds }
    }

    fn gateway(&self) -> Arc<dyn SmsGateway> {
        open(&SmsUrl::parse(&self.url).unwrap(), sender()).unwrap()
    }
}

async fn serve(
    stream: TcpStream,
    bind: CommandStatus,
    script: Arc<Mutex<VecDeque<Does>>>,
    seen: UnboundedSender<SubmitSm>,
    heard: UnboundedSender<u32>,
    binds: Arc<Mutex<Vec<String>>>,
) {
    let mut framed = Framed::new(stream, CommandCodec::new());
    let command = |status, sequence, pdu: Pdu| Command::builder().status(status).sequence_number(sequence).pdu(pdu);
    while let Some(Ok(request)) = framed.next().await {
        let sequence = request.sequence_number();
        let answers = match request.pdu() {
            Some(Pdu::BindTransceiver(asked)) => {
                binds.lock().unwrap().push(format!("{} {}", asked.system_id, asked.password));
                vec![command(bind, sequence, BindTransceiverResp::default().into())]
            }
            Some(Pdu::SubmitSm(sm)) => {
                seen.send(sm.clone()).unwrap();
                let does = script.lock().unwrap().pop_front();
                match does {
                    Some(Take(id, receipt)) => {
                        let id = id.parse().unwrap();
                        let taken = SubmitSmResp::builder().message_id(id).build();
                        let mut answers = vec![command(CommandStatus::EsmeRok, sequence, taken.into())];
                        if receipt != "-" {
                            let text = OctetString::from_slice(receipt.as_bytes()).unwrap();
                            let sm = DeliverSm::builder().short_message(text).build();
                            answers.push(command(CommandStatus::EsmeRok, 1000 + sequence, sm.into()));
                        }
                        answers
                    }
                    Some(Refuse(status)) => vec![command(status, sequence, SubmitSmResp::default().into())],
                    Some(Nothing) => vec![],
                    Some(HangUp) => return,
                    None => panic!("more was sent than the script has"),
                }
            }
            Some(Pdu::DeliverSmResp(_)) => {
                let _ = heard.send(sequence);
                vec![]
            }
            Some(Pdu::EnquireLink) => vec![command(CommandStatus::EsmeRok, sequence, Pdu::EnquireLinkResp)],
            _ => vec![],
        };
        for answer in answers {
            framed.send(answer).await.unwrap();
        }
    }
}

/// With a short name: the words about a receipt then fit into one part.
fn sender() -> Sender {
    let mut sender = crate::fixtures::sender();
    sender.agent.name = "ЕРЦ".to_owned();
    sender
}

fn text(language: Language, sms: Sms) -> TextMessage {
    let to = MobilePhone::parse("8 912 345-67-89").unwrap();
    TextMessage { id: ID.parse().unwrap(), queued_at: QUEUED, to, language, sms }
}

/// Above seventy letters: two parts.
fn long() -> TextMessage {
    text(Language::Ru, Sms::Code { code: CodeDigits::from_number(123_456) })
}

/// At most seventy letters.
fn short() -> TextMessage {
    let period = Period::new(2026, 11).unwrap();
    let pay_by = domain::date::pay_by(period);
    text(Language::Ru, Sms::Receipt { period, total: Money(345_600), pay_by })
}

fn utf16(octets: &[u8]) -> String {
    let units: Vec<u16> = octets.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn accepted(id: &str) -> Handover {
    Handover::Accepted(Ticket { gateway_id: Some(id.to_owned()), cost: None })
}

/// The reports that come, asked for until there are so many: they arrive over the connection when they do.
async fn reports(gateway: &Arc<dyn SmsGateway>, count: usize) -> Vec<Report> {
    let open = [OpenMessage { id: ID.parse().unwrap(), gateway_id: "1".to_owned(), to: short().to }];
    let mut all = Vec::new();
    while all.len() < count {
        all.extend(gateway.reports(&open).await);
        gateway.noted().await;
        tokio::task::yield_now().await;
    }
    all
}

fn report(id: &str, fate: Fate) -> Report {
    Report { message: None, gateway_id: Some(id.to_owned()), fate, cost: None }
}

#[tokio::test]
async fn words_arrive_as_they_are_and_the_receipt_comes_back_under_the_number_of_the_ticket() {
    let delivered = "id:17 sub:001 dlvrd:001 submit date:2611280300 done date:2611280301 stat:DELIVRD err:000 text:";
    let mut smsc = Smsc::open(CommandStatus::EsmeRok, &[Take("17", delivered)]).await;
    let gateway = smsc.gateway();
    assert_eq!(gateway.send(&short()).await, accepted("17"));
    assert_eq!(reports(&gateway, 1).await, [report("17", Fate::Delivered)]);
    assert_eq!(*smsc.binds.lock().unwrap(), ["town p@ss"]);
    let sm = smsc.taken.recv().await.unwrap();
    assert_eq!(utf16(sm.short_message().as_ref()), messaging::sms_text(Language::Ru, &short().sms, &sender()));
    assert_eq!((sm.destination_addr.as_str(), sm.dest_addr_ton), ("79123456789", Ton::International));
    assert_eq!((sm.source_addr.as_str(), sm.source_addr_ton), ("EIRC", Ton::Alphanumeric));
    assert_eq!(u8::from(sm.registered_delivery), 1);
}

#[tokio::test]
async fn a_receipt_is_given_again_and_stays_unanswered_until_it_is_noted() {
    let delivered = "id:17 sub:001 dlvrd:001 stat:DELIVRD err:000 text:";
    let mut smsc = Smsc::open(CommandStatus::EsmeRok, &[Take("17", delivered), Take("18", "-")]).await;
    let gateway = smsc.gateway();
    assert_eq!(gateway.send(&short()).await, accepted("17"));
    gateway.told().await;
    for _ in 0..2 {
        assert_eq!(gateway.reports(&[]).await, [report("17", Fate::Delivered)]);
    }
    // Behind an answer, had there been one.
    assert_eq!(gateway.send(&short()).await, accepted("18"));
    assert!(smsc.answered.try_recv().is_err());
    gateway.noted().await;
    assert!(smsc.answered.recv().await.is_some());
    assert_eq!(gateway.reports(&[]).await, []);
}

#[tokio::test]
async fn a_part_that_is_reported_as_failed_before_the_last_was_taken_fails_the_message_all_the_same() {
    let script = [Take("1", "id:1 stat:UNDELIV err:001 text:"), Refuse(CommandStatus::EsmeRthrottled), Take("2", "-")];
    let smsc = Smsc::open(CommandStatus::EsmeRok, &script).await;
    let gateway = smsc.gateway();
    let told = async {
        let mut all = reports(&gateway, 1).await;
        while all.iter().all(|report| report.gateway_id.as_deref() != Some("2")) {
            all.extend(reports(&gateway, 1).await);
        }
        all.pop()
    };
    let long = long();
    let (sent, last) = tokio::join!(gateway.send(&long), tokio::time::timeout(Duration::from_secs(20), told));
    assert_eq!(sent, accepted("2"));
    assert!(matches!(last, Ok(Some(Report { fate: Fate::Failed(_), .. }))), "{last:?}");
}

#[tokio::test]
async fn long_words_go_in_parts_that_a_phone_joins_and_one_failed_part_is_a_failed_message() {
    let script = [
        Take("1", "id:1 stat:UNDELIV err:001 text:"),
        Take("2", "id:2 stat:DELIVRD err:000 text:"),
        Take("3", "id:3 stat:DELIVRD err:000 text:"),
        Take("4", "id:4 stat:DELIVRD err:000 text:"),
    ];
    let mut smsc = Smsc::open(CommandStatus::EsmeRok, &script).await;
    let gateway = smsc.gateway();
    assert_eq!(gateway.send(&long()).await, accepted("2"));
    let failed = Fate::Failed("it cannot be delivered, error 001".to_owned());
    assert_eq!(reports(&gateway, 1).await, [report("2", failed)]);
    let mut words = Vec::new();
    for number in 1..=2 {
        let part = smsc.taken.recv().await.unwrap();
        let octets = part.short_message().as_ref();
        assert_eq!(octets[..6], [5, 0, 3, 1, 2, number]);
        assert_eq!(part.esm_class.gsm_features, GsmFeatures::UdhiIndicator);
        words.extend_from_slice(&octets[6..]);
    }
    assert_eq!(utf16(&words), messaging::sms_text(Language::Ru, &long().sms, &sender()));
    smsc.url += "&long=sar";
    let gateway = smsc.gateway();
    assert_eq!(gateway.send(&long()).await, accepted("4"));
    assert_eq!(reports(&gateway, 1).await, [report("4", Fate::Delivered)]);
    for number in 1..=2 {
        let part = smsc.taken.recv().await.unwrap();
        let values: Vec<_> = part.tlvs().iter().filter_map(|tlv| tlv.value().cloned()).collect();
        let marks = [TlvValue::SarMsgRefNum(1), TlvValue::SarTotalSegments(2), TlvValue::SarSegmentSeqnum(number)];
        assert_eq!(values, marks);
    }
}

#[tokio::test]
async fn an_smsc_that_is_throttled_gets_the_message_again_and_a_refusal_is_told_by_its_kind() {
    let smsc = Smsc::open(
        CommandStatus::EsmeRok,
        &[
            Refuse(CommandStatus::EsmeRthrottled),
            Refuse(CommandStatus::EsmeRmsgqful),
            Take("1", "-"),
            Refuse(CommandStatus::EsmeRinvdstadr),
            Refuse(CommandStatus::EsmeRinvsrcadr),
            Refuse(CommandStatus::EsmeRsyserr),
        ],
    )
    .await;
    let gateway = smsc.gateway();
    assert_eq!(gateway.send(&short()).await, accepted("1"));
    assert!(matches!(gateway.send(&short()).await, Handover::Refused(_)));
    assert!(matches!(gateway.send(&short()).await, Handover::Stopped(_)));
    assert!(matches!(gateway.send(&short()).await, Handover::Deferred(_)));
}

#[tokio::test]
async fn silence_and_a_broken_connection_leave_a_doubt_and_the_next_message_connects_again() {
    let smsc = Smsc::open(CommandStatus::EsmeRok, &[Nothing, HangUp, Take("3", "-")]).await;
    let gateway = smsc.gateway();
    assert!(matches!(gateway.send(&short()).await, Handover::InDoubt(_)));
    assert!(matches!(gateway.send(&short()).await, Handover::InDoubt(_)));
    assert_eq!(gateway.send(&short()).await, accepted("3"));
    assert_eq!(smsc.binds.lock().unwrap().len(), 2);
    assert_eq!(gateway.was_accepted_by(short().id, QUEUED, &short().to).await, None);
}

#[tokio::test]
async fn a_message_of_which_a_part_was_taken_is_never_begun_again() {
    let smsc = Smsc::open(CommandStatus::EsmeRok, &[Take("1", "-"), Refuse(CommandStatus::EsmeRsyserr)]).await;
    let Handover::Refused(reason) = smsc.gateway().send(&long()).await else { panic!("it must not go again") };
    assert!(reason.contains("1 of 2 parts"), "{reason}");
}

#[tokio::test]
async fn a_wrong_password_stops_everything_and_is_not_tried_at_every_message() {
    let smsc = Smsc::open(CommandStatus::EsmeRinvpaswd, &[]).await;
    let gateway = smsc.gateway();
    for _ in 0..3 {
        assert!(matches!(gateway.send(&short()).await, Handover::Stopped(_)));
    }
    assert_eq!(smsc.binds.lock().unwrap().len(), 1);
    assert!(gateway.reachable().await.unwrap_err().contains("refuses user"));
}

#[tokio::test]
async fn without_an_smsc_nothing_was_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smpp://town:pass@{}", listener.local_addr().unwrap());
    drop(listener);
    let gateway = open(&SmsUrl::parse(&url).unwrap(), sender()).unwrap();
    assert!(matches!(gateway.send(&short()).await, Handover::Deferred(_)));
    assert!(gateway.reachable().await.is_err());
}
