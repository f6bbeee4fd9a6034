//! Round every message: how long it took, for the journal and for `$/setTrace`; and a fault in a handler answered.

use super::frames;
use super::journal;
use super::session::Session;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{Client, ls_types as lsp};
use tower_service::Service;

/// A service with its messages watched.
pub struct Traced<S> {
    inner: S,
    client: Client,
    session: Arc<Session>,
}

impl<S> Traced<S> {
    /// Watches `inner`, which serves `client`.
    pub fn new(inner: S, client: Client, session: Arc<Session>) -> Self {
        Self { inner, client, session }
    }
}

type Answer<E> = Result<Option<Response>, E>;
type Pending<E> = Pin<Box<dyn Future<Output = Answer<E>> + Send>>;

impl<S, E> Service<Request> for Traced<S>
where
    S: Service<Request, Response = Option<Response>, Error = E, Future = Pending<E>>,
    E: Send + 'static,
{
    type Response = Option<Response>;
    type Error = E;
    type Future = Pending<E>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let message = Message {
            method: request.method().to_owned(),
            id: request.id().cloned(),
            begun: Instant::now(),
            client: self.client.clone(),
            session: Arc::clone(&self.session),
        };
        let id = message.id.clone();
        if message.method == frames::UNREADABLE {
            self.session.journal.note("a message that cannot be read");
            return Box::pin(async { Ok(Some(Response::from_error(Id::Null, Error::parse_error()))) });
        }
        match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
            Ok(answer) => Box::pin(Watched { answer, message }),
            Err(_) => {
                message.fault();
                Box::pin(async move { Ok(broken(id)) })
            }
        }
    }
}

fn broken(id: Option<Id>) -> Option<Response> {
    Some(Response::from_error(id?, Error::internal_error()))
}

struct Message {
    method: String,
    id: Option<Id>,
    begun: Instant,
    client: Client,
    session: Arc<Session>,
}

impl Message {
    /// Tells where the fault was: in the journal, and in the client's log.
    fn fault(&self) {
        let words = format!("a fault in {} at {}", self.method, journal::last_fault());
        self.session.journal.note(&words);
        let (client, session) = (self.client.clone(), Arc::clone(&self.session));
        if session.is_agreed() {
            tokio::spawn(async move {
                client
                    .log_message(lsp::MessageType::ERROR, format!("newsmark: {words}; please report this"))
                    .await;
            });
        }
    }

    /// Notes how long it took, where anybody wants to know.
    fn done(&self, failed: Option<i64>) {
        let traced = self.session.traces();
        if !traced && !self.session.journal.is_kept() {
            return;
        }
        let took = self.begun.elapsed().as_secs_f64() * 1000.0;
        let error = failed.map(|code| format!(", error {code}")).unwrap_or_default();
        let line = format!("{}: {took:.2} ms{error}", self.method);
        self.session.journal.note(&line);
        if traced {
            let client = self.client.clone();
            let params = lsp::LogTraceParams { message: line, verbose: None };
            tokio::spawn(
                async move { client.send_notification::<lsp::notification::LogTrace>(params).await },
            );
        }
    }
}

struct Watched<E> {
    answer: Pending<E>,
    message: Message,
}

impl<E> Future for Watched<E> {
    type Output = Answer<E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.answer.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(answer)) => {
                let error = answer.as_ref().ok().and_then(|a| a.as_ref()?.error()).map(|e| e.code.code());
                self.message.done(error);
                Poll::Ready(answer)
            }
            Err(_) => {
                self.message.fault();
                Poll::Ready(Ok(broken(self.message.id.clone())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::LspService;

    /// Breaks at once, or when it is waited for.
    struct Broken {
        at_once: bool,
    }

    impl Service<Request> for Broken {
        type Response = Option<Response>;
        type Error = ();
        type Future = Pending<()>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Request) -> Pending<()> {
            assert!(!self.at_once, "on purpose");
            Box::pin(async { panic!("on purpose") })
        }
    }

    fn client() -> Client {
        struct Idle;
        impl tower_lsp::LanguageServer for Idle {
            async fn initialize(
                &self,
                _: lsp::InitializeParams,
            ) -> tower_lsp::jsonrpc::Result<lsp::InitializeResult> {
                Ok(lsp::InitializeResult::default())
            }
            async fn shutdown(&self) -> tower_lsp::jsonrpc::Result<()> {
                Ok(())
            }
        }
        let mut found = None;
        let _ = LspService::new(|client| {
            found = Some(client);
            Idle
        });
        found.expect("a client")
    }

    #[test]
    fn a_fault_in_a_request_is_answered_with_an_error() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            for at_once in [true, false] {
                let mut service = Traced::new(Broken { at_once }, client(), Arc::default());
                let request = || Request::build("textDocument/hover").id(7).finish();
                let refused = Ok(Some(Response::from_error(7.into(), Error::internal_error())));
                assert_eq!(service.call(request()).await, refused);
                assert_eq!(service.call(request()).await, refused, "and the session lives on");
                let notice = Request::build("textDocument/didChange").finish();
                assert_eq!(service.call(notice).await, Ok(None));
            }
        });
    }
}
