package metatextgrad.services.worker.scheduler;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelKey;
import metatextgrad.services.worker.scheduler.PendingWrite.Answers;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.RetryPolicy.Next;
import metatextgrad.services.worker.scheduler.SchedulerInput.CallFinished;
import org.jspecify.annotations.Nullable;

/** Handles the results of attempts. Confined to the scheduler. */
final class CallResults {
    private final SchedulerState state;
    private final CallAttempts attempts;
    private final WaitingCalls waiting;
    private final RetryPolicy retries;

    CallResults(
            SchedulerState state,
            CallAttempts attempts,
            WaitingCalls waiting,
            RetryPolicy retries) {
        this.state = state;
        this.attempts = attempts;
        this.waiting = waiting;
        this.retries = retries;
    }

    void finished(CallFinished finished) {
        InFlightCall call = finished.call();
        Reply reply = finished.reply().reply();
        Next next = retries.after(reply, call.tries(), call.paidAttempts(), finished.jitter());
        state.rates.finished(
                call.model(),
                call.payer().maxTokens(),
                finished.reply(),
                finished.took(),
                state.nanos());
        if (CircuitBreaker.served(reply)) state.served.add(call.model(), call.sentAt());
        if (!state.partitions.has(call.partition())) return;
        call.partition().workEnded();
        if (reply instanceof Reply.TimedOut) call.timedOut();
        Next decided = unlessOwnFailure(call, reply, afterCircuits(call, reply, next));
        Failure dead = state.refusals.add(call.payer().request(), reply);
        follow(call, dead == null ? decided : RetryPolicy.refused(dead), finished.took());
        state.models.replied(call.model(), reply);
    }

    /**
     * Opens and closes circuits.
     *
     * @param next the next step if no circuit were open
     * @return the next step
     */
    private Next afterCircuits(InFlightCall call, Reply reply, Next next) {
        state.status.replied(call.model(), reply);
        CircuitBreakers circuits = state.circuits;
        CircuitBreaker probed = circuits.probedBy(call);
        if (probed == null) {
            if (circuits.blocking(call.model()) == null) count(call.model(), reply);
            CircuitBreaker open = circuits.blockingOnly(call.model());
            return open == null ? next : open.whileOpen(reply, next);
        }
        if (probed.closedBy(reply)) {
            circuits.count(call.model(), reply);
            waiting.close(probed, call.model());
            return next;
        }
        if (probed.probeFailed(call)) state.setTimer(WaitingCalls.PROBE, probed.probeDue());
        return probed.whileOpen(reply, next);
    }

    private void count(ModelKey model, Reply reply) {
        @Nullable CircuitBreaker failing = state.circuits.count(model, reply);
        if (failing == null) return;
        waiting.open(failing, reply instanceof Reply.TryAgain again ? again.reason() : "");
    }

    /** Ends a call that would be sent again, if only this call fails. */
    private Next unlessOwnFailure(InFlightCall call, Reply reply, Next next) {
        boolean unbilled =
                switch (next) {
                    case Next.Hold hold -> true;
                    case Next.Again again -> !again.billed();
                    case Next.End end -> false;
                    // The server limits all calls, so this one proves nothing.
                    case Next.Queue queue -> false;
                };
        return unbilled
                        && reply instanceof Reply.NoAnswer failed
                        && call.ownFailures.add(
                                state.served, call.model(), call.sentAt(), state.nanos())
                ? RetryPolicy.failed(Outcome.FAILED, failed, false)
                : next;
    }

    private void follow(InFlightCall call, Next next, Duration took) {
        switch (next) {
            case Next.End end -> state.write(answers(call, end, took));
            case Next.Again again -> {
                if (!again.billed()) attempts.revertStarted(call);
                waiting.pause(call, again.pause());
            }
            case Next.Queue queue -> {
                blocked(call);
                waiting.throttle(call);
            }
            case Next.Hold hold -> {
                blocked(call);
                waiting.hold(state.circuits.of(hold.kind(), call.model()), call, hold.reason());
            }
        }
    }

    private void blocked(InFlightCall call) {
        attempts.revertStarted(call);
        call.resetTries();
    }

    private static Answers answers(InFlightCall call, Next.End end, Duration took) {
        LlmRequest request = call.payer().request();
        Failure failure = end.failure();
        Usage usage = usage(end, took);
        LlmResponse answer =
                failure == null
                        ? LlmResponse.ok(request, requireNonNull(end.answer()).taking(took))
                        : LlmResponse.ended(request, end.outcome(), failure, usage, billing(end));
        List<Ending> endings = new ArrayList<>();
        int attempts = call.paidAttempts();
        endings.add(new Ending(call.payer(), answer, attempts, end.inDoubt(), call.timeouts()));
        if (failure == null) {
            for (Delivery waiting : call.waiting) {
                LlmResponse copy = answer.copyFor(waiting.request());
                endings.add(Ending.unpaid(waiting, copy));
            }
        }
        return new Answers(endings);
    }

    /** Only of a call with a reply is the time that of the model. */
    private static Usage usage(Next.End end, Duration took) {
        return switch (end.outcome()) {
            case OK, INVALID -> end.usage().in(took);
            case FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED -> end.usage();
        };
    }

    private static Billing billing(Next.End end) {
        if (end.inDoubt()) return Billing.IN_DOUBT;
        return end.outcome() == Outcome.INVALID ? Billing.BILLED : Billing.REFUSED;
    }
}
