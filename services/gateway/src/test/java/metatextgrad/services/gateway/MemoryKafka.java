package metatextgrad.services.gateway;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.rollout.ServingPreview;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.traffic.RawRecord;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.trace.TraceContext;
import metatextgrad.view.TimedTable;
import org.jspecify.annotations.Nullable;

/** Keeps what a gateway writes, and lets the decider of rollout handle its commands. */
final class MemoryKafka implements KafkaWriter {
    private final List<TrafficRecord> records = new CopyOnWriteArrayList<>();
    private final List<RawRecord> again = new CopyOnWriteArrayList<>();
    private final List<Event> commands = new CopyOnWriteArrayList<>();
    private volatile @Nullable LiveViews rollout;
    private volatile Runnable afterCommand = () -> {};
    private volatile CompletableFuture<Void> next = CompletableFuture.completedFuture(null);

    /** From now on, commands change these views; null for none. */
    void rollout(@Nullable LiveViews views) {
        rollout = views;
    }

    /** What happens at once after each command. */
    void afterCommand(Runnable action) {
        afterCommand = action;
    }

    /** What the next records wait for. */
    void answers(CompletableFuture<Void> written) {
        next = written;
    }

    List<TrafficRecord> records() {
        return records;
    }

    /** Records of dead letters that were sent again. */
    List<RawRecord> again() {
        return again;
    }

    List<Event> commands() {
        return commands;
    }

    @Override
    public CompletableFuture<Void> write(TrafficRecord record) {
        records.add(record);
        return next;
    }

    @Override
    public CompletableFuture<Void> write(RawRecord record) {
        again.add(record);
        return next;
    }

    @Override
    public synchronized CompletableFuture<Void> write(Event command, TraceContext trace) {
        commands.add(command);
        LiveViews views = rollout;
        if (views != null && command instanceof RolloutCommand change) decide(views, change);
        afterCommand.run();
        return CompletableFuture.completedFuture(null);
    }

    private static void decide(LiveViews views, RolloutCommand command) {
        TimedTable table = views.models().table(command.project());
        if (table == null || !table.table().serial().equals(command.seen())) return;
        List<GateContest> contests = views.models().contests(command.project());
        ServingPreview.after(
                        table.table(),
                        views.models().versions(command.project()),
                        contests,
                        command)
                .ifPresent(
                        after -> {
                            Instant at = table.at().plusSeconds(60);
                            SampleState.add(views, after, at, "prompts");
                            if (command instanceof ChallengerRejected rejected)
                                contests.stream()
                                        .filter(one -> one.challenger().equals(rejected.version()))
                                        .map(one -> one.after(Cause.REJECTED, rejected.reason()))
                                        .map(one -> one.numbered(one.serial().next()))
                                        .forEach(
                                                one -> SampleState.add(views, one, at, "contests"));
                        });
    }

    @Override
    public void close() {}
}
