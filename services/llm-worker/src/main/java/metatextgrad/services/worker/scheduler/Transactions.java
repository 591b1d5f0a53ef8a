package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.scheduler.PendingWrite.Answers;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.PendingWrite.OffsetCommit;
import metatextgrad.services.worker.scheduler.PendingWrite.Park;
import metatextgrad.services.worker.scheduler.PendingWrite.Report;
import metatextgrad.services.worker.scheduler.PendingWrite.Start;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Answered;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Charged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Commit;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LeftInDoubt;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LoadLedger;
import metatextgrad.services.worker.scheduler.SchedulerInput.Committed;
import org.jspecify.annotations.Nullable;

/** Plans transactions and handles their results. Confined to the scheduler. */
final class Transactions {
    private final SchedulerState state;
    private final CallAttempts attempts;
    private final RequestLifecycle requests;

    Transactions(SchedulerState state, CallAttempts attempts, RequestLifecycle requests) {
        this.state = state;
        this.attempts = attempts;
        this.requests = requests;
    }

    /** Drops writes of lost partitions, and postpones those that wait for a ledger. */
    void plan(List<PendingWrite> writes) {
        List<PendingWrite> now = new ArrayList<>();
        List<PendingWrite> later = new ArrayList<>();
        Map<Integer, Long> offsets = new TreeMap<>();
        SpendRecorder spends = new SpendRecorder(state);
        for (PendingWrite write : writes) {
            AssignedPartition partition = write.partition();
            if (!state.partitions.has(partition)) continue;
            if (!partition.hasLedger()) {
                later.add(write);
                continue;
            }
            PendingWrite left = plan(write);
            if (left != null) {
                now.add(left);
                spends.add(left);
            }
            offsets.put(partition.number(), partition.offsets.next());
        }
        state.emit(new Commit(now, later, offsets, spends.events()));
    }

    private @Nullable PendingWrite plan(PendingWrite write) {
        OffsetPrefix offsets = write.partition().offsets;
        return switch (write) {
            case Start start -> start;
            case Report report -> report;
            case OffsetCommit commit -> {
                offsets.finished(commit.offset());
                yield commit;
            }
            case Park park -> {
                offsets.finished(park.delivery().offset());
                yield park;
            }
            case Answers answers -> {
                answers.endings().stream()
                        .map(Ending::delivery)
                        .filter(delivery -> !delivery.recalled())
                        .forEach(delivery -> offsets.finished(delivery.offset()));
                yield unwritten(answers);
            }
        };
    }

    /** Removes answers that a transaction of unknown result has written. */
    private @Nullable PendingWrite unwritten(Answers answers) {
        AssignedPartition partition = answers.partition();
        List<Ending> written = new ArrayList<>();
        List<Ending> left = new ArrayList<>();
        for (Ending ending : answers.endings()) {
            LlmResponse answer = ending.answer();
            boolean known =
                    partition
                            .ledger()
                            .ended(answer.callKey(), answer.requestId(), answer.outcome());
            (known ? written : left).add(ending);
        }
        ended(written);
        if (left.isEmpty()) partition.workEnded();
        return left.isEmpty() ? null : new Answers(left);
    }

    /** Reads the ledgers again, because the result of the last transaction is unknown. */
    void unknown() {
        for (AssignedPartition partition : state.partitions.all()) {
            if (!partition.hasLedger()) continue;
            partition.load();
            state.emit(new LoadLedger(partition.assignment()));
        }
    }

    void committed(Committed committed) {
        for (Event event : committed.events()) {
            if (event instanceof BudgetSpend row) state.accounts().committed(row);
            if (event instanceof RunCalls row) {
                AssignedPartition partition = state.partitions.of(row.partition());
                if (partition != null) partition.committed(row);
            }
        }
        for (int i = 0; i < committed.writes().size(); i++)
            committed(committed.writes().get(i), committed.rows().get(i));
    }

    private void committed(PendingWrite write, List<LedgerEntry> rows) {
        AssignedPartition partition = write.partition();
        if (!state.partitions.has(partition)) return;
        partition.workEnded();
        if (partition.hasLedger()) rows.forEach(partition.ledger()::apply);
        switch (write) {
            case Start start -> {
                if (start.sends()) attempts.committed(start.call());
            }
            case Answers answers -> ended(answers.endings());
            case Park park -> requests.answered(park.delivery());
            case Report report -> {}
            case OffsetCommit offset -> {}
        }
    }

    private void ended(List<Ending> endings) {
        for (Ending ending : endings) {
            requests.answered(ending.delivery());
            state.emit(new Answered(ending.answer()));
        }
        for (Ending ending : endings) {
            if (!ending.endsCall()) continue;
            ending.delivery().partition().timedOut.ended(ending);
            InFlightCall call = ending.call();
            if (call != null) {
                long micros = ending.cost(call, state.pricing).micros();
                state.emit(new Charged(call.payer().request(), micros));
                attempts.done(call);
            }
            if (ending.lastInDoubt()) state.emit(new LeftInDoubt());
        }
    }
}
