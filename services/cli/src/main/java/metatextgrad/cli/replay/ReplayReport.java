package metatextgrad.cli.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.model.Text;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.RunState;
import metatextgrad.replay.Replay;
import metatextgrad.replay.RunLog;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The result of a replay.
 *
 * @param last the run's last state, as recorded
 * @param derived the last state that follows from the log; null if the run never began
 * @param run the run's id
 * @param equal whether everything that the log decides is recorded, and nothing else
 * @param modelCalls always 0: a replay calls no model
 * @param requests of the run
 * @param answers how many of these have a recorded answer
 * @param closedByTime how many batches a deadline closed
 * @param status of the run
 * @param endEqual whether the last state follows from the log
 */
record ReplayReport(
        @JsonIgnore RunState last,
        @JsonIgnore @Nullable RunState derived,
        @JsonIgnore List<BatchClosed> byTime,
        String run,
        boolean equal,
        int modelCalls,
        int requests,
        int answers,
        int closedByTime,
        RunState.Status status,
        boolean endEqual,
        List<TopicResult> topics)
        implements View {
    private static final int SHOWN = 3;

    /**
     * One topic.
     *
     * @param onlyRecorded keys of events that do not follow from the log
     * @param onlyDerived keys of events that follow from the log and are not recorded
     */
    record TopicResult(
            String topic,
            int recorded,
            int derived,
            int equal,
            List<String> onlyRecorded,
            List<String> onlyDerived) {}

    /**
     * Derives the run again and compares.
     *
     * @param check has the events that are on the topics
     */
    static ReplayReport of(RunLog log, RunState last, TopicComparison check) {
        Replay.play(
                log,
                last.request(),
                event -> {
                    if (event instanceof RunState || Replay.decided(log, event))
                        check.derived(event);
                });
        RunState derived = check.last();
        // The log decides neither when a run is cancelled, nor how many states come before the end.
        boolean cancelled = last.status() == RunState.Status.CANCELLED;
        boolean endEqual = cancelled || (derived != null && last.equals(derived.as(last.serial())));
        return new ReplayReport(
                last,
                derived,
                log.byTime(),
                last.request().id().value(),
                endEqual && check.topics().stream().allMatch(topic -> equal(topic, cancelled)),
                0,
                log.requests(),
                log.answered(),
                log.byTime().size(),
                last.status(),
                endEqual,
                check.topics());
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("topic | recorded | derived | equal");
        for (TopicResult one : topics)
            table.row(one.topic(), one.recorded(), one.derived(), one.equal());
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("%d requests, %d recorded answers, 0 model calls".formatted(requests, answers));
        lines.add(time());
        for (TopicResult one : topics) if (!equal(one, cancelled())) lines.addAll(difference(one));
        lines.add(verdict());
        return lines;
    }

    private boolean cancelled() {
        return status == RunState.Status.CANCELLED;
    }

    /** Allows missing rows in tables, which replace them, and after a cancelled run. */
    private static boolean equal(TopicResult of, boolean cancelled) {
        boolean mayLack = cancelled || Topics.all().stream().anyMatch(one -> isTable(one, of));
        return of.onlyRecorded().isEmpty() && (mayLack || of.onlyDerived().isEmpty());
    }

    private static boolean isTable(Topic topic, TopicResult of) {
        return topic.name().equals(of.topic()) && topic.kept() == Topic.Kept.TABLE;
    }

    private String time() {
        if (byTime.isEmpty()) return "no batch was closed by a deadline";
        BatchClosed first = byTime.getFirst();
        return "batches closed by a deadline, taken as recorded: %d; the first: %s batch of step %d, trial %s"
                .formatted(byTime.size(), Text.lower(first.split()), first.step(), first.trial());
    }

    private static List<String> difference(TopicResult of) {
        List<String> lines = new ArrayList<>();
        if (!of.onlyRecorded().isEmpty())
            lines.add(some(of.onlyRecorded(), of.topic(), "are recorded but were not derived"));
        if (!of.onlyDerived().isEmpty())
            lines.add(some(of.onlyDerived(), of.topic(), "were derived but are not recorded"));
        return lines;
    }

    private static String some(List<String> keys, String topic, String what) {
        List<String> shown = keys.stream().distinct().limit(SHOWN).toList();
        return "%s: %d %s, under %s%s"
                .formatted(
                        topic,
                        keys.size(),
                        what,
                        String.join(", ", shown),
                        keys.stream().distinct().count() > SHOWN ? ", ..." : "");
    }

    private String verdict() {
        if (equal)
            return cancelled()
                    ? "equal: the replay produced the same states, up to where the run was cancelled"
                    : "equal: the replay produced the same states and the same final state: "
                            + Text.lower(status);
        return endEqual
                ? "different: some states are not equal"
                : "different: the recorded final state is %s, the derived final state is %s"
                        .formatted(
                                Text.lower(status),
                                derived == null ? "none" : Text.lower(derived.status()));
    }
}
