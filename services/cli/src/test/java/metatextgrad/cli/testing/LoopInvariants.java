package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.topics.Topics;

/**
 * Slots equal their manifest, steps have no gaps, serials grow, runs end once, no task is lost.
 *
 * @param reset whether services have read the log again and may repeat events
 */
record LoopInvariants(WrittenRecords written, boolean reset) {
    /** A barrier: the batch that one decision closes. */
    private record Barrier(TrialId trial, int step, Split split) {}

    List<String> broken() {
        List<String> broken = new ArrayList<>();
        barriers(broken);
        steps(broken);
        runs(broken);
        tasks(broken);
        return broken;
    }

    private void barriers(List<String> broken) {
        Map<Barrier, Set<Integer>> manifests = new HashMap<>();
        for (TaskBatch batch : written.all(TaskBatch.class))
            for (int i = 0; i < batch.tasks().size(); i++)
                manifests
                        .computeIfAbsent(
                                new Barrier(
                                        batch.stepRef().trial(),
                                        batch.stepRef().step(),
                                        batch.split()),
                                barrier -> new TreeSet<>())
                        .add(batch.first() + i);
        Map<Barrier, Set<Integer>> ended = ended(broken);
        Map<Object, List<BatchClosed>> closed =
                written.by(
                        BatchClosed.class,
                        one -> new Barrier(one.trial(), one.step(), one.split()));
        closed.forEach(
                (barrier, decisions) -> {
                    emitted(decisions, barrier, broken);
                    BatchClosed first = decisions.getFirst();
                    Set<Integer> slots = new TreeSet<>(first.slots());
                    if (slots.size() < first.slots().size()) broken.add("a slot twice: " + first);
                    Set<Integer> manifest = manifests.getOrDefault(barrier, Set.of());
                    if (first.reason() == BatchClosed.Reason.COUNT && !slots.equals(manifest))
                        broken.add(first + " is not its manifest, " + manifest);
                    if (!ended.getOrDefault(barrier, Set.of()).containsAll(slots))
                        broken.add(first + " has slots that did not end");
                });
    }

    /** The slots that ended: by gradients in training, by scores otherwise. */
    private Map<Barrier, Set<Integer>> ended(List<String> broken) {
        Map<Barrier, Set<Integer>> ended = new HashMap<>();
        Map<Object, Event> records = new HashMap<>();
        for (GradientComputed one : written.all(GradientComputed.class)) {
            same(
                    records,
                    List.of("gradients", one.stepRef(), one.slot(), one.candidate()),
                    one,
                    broken);
            end(ended, one.stepRef().trial(), one.stepRef().step(), one.slot());
        }
        for (TextualLoss one : written.all(TextualLoss.class)) {
            same(records, List.of("loss", one.stepRef(), one.slot(), one.candidate()), one, broken);
            if (one.slot().split() != Split.TRAIN)
                end(ended, one.stepRef().trial(), one.stepRef().step(), one.slot());
        }
        return ended;
    }

    private static void end(
            Map<Barrier, Set<Integer>> ended,
            TrialId trial,
            int step,
            metatextgrad.model.Slot slot) {
        ended.computeIfAbsent(new Barrier(trial, step, slot.split()), barrier -> new HashSet<>())
                .add(slot.number());
    }

    private static void same(
            Map<Object, Event> records, Object key, Event one, List<String> broken) {
        Event before = records.putIfAbsent(key, one);
        if (before != null && !before.equals(one)) broken.add("two ends of " + key);
    }

    private void steps(List<String> broken) {
        written.by(OptimizerState.class, state -> state.stepRef().trial())
                .forEach(
                        (trial, states) -> {
                            Map<Integer, List<OptimizerState>> steps =
                                    states.stream()
                                            .collect(
                                                    Collectors.groupingBy(
                                                            state -> state.stepRef().step()));
                            for (int step = 1; step <= steps.size(); step++) {
                                List<OptimizerState> of = steps.get(step);
                                if (of == null) broken.add(trial + " has no step " + step);
                                else emitted(of, trial + " step " + step, broken);
                            }
                        });
    }

    /** Checks that an event exists once, or repeated by a service that was reset. */
    private void emitted(List<? extends Event> events, Object what, List<String> broken) {
        if (events.size() > 1 && !reset) broken.add("emitted " + events.size() + " times: " + what);
        if (new HashSet<>(events).size() > 1) broken.add("not the same: " + what + " " + events);
    }

    private void runs(List<String> broken) {
        written.by(RunState.class, RunState::key)
                .forEach(
                        (run, states) -> {
                            for (int i = 1; !reset && i < states.size(); i++)
                                if (states.get(i).serial().compareTo(states.get(i - 1).serial())
                                        <= 0)
                                    broken.add(run + " falls to " + states.get(i).serial());
                            Set<Object> ends = new HashSet<>();
                            for (RunState state : states)
                                if (!state.status().open())
                                    ends.add(List.of(state.status(), state.best(), state.lines()));
                            if (ends.size() > 1) broken.add(run + " ends " + ends.size() + " ways");
                            if (!reset && !ends.isEmpty() && states.getLast().status().open())
                                broken.add(run + " continues after its end");
                        });
    }

    /** Records that are no tasks go to the dead letters instead. */
    private void tasks(List<String> broken) {
        Set<TaskId> taken = new HashSet<>();
        written.all(TaskSubmitted.class).forEach(task -> taken.add(task.id()));
        long refused =
                written.all(DeadLetter.class).stream()
                        .filter(letter -> letter.topic().endsWith(Topics.TASKS.name()))
                        .count();
        List<TaskId> lost =
                written.submitted().stream()
                        .map(event -> ((TaskSubmitted) event).id())
                        .filter(id -> !taken.contains(id))
                        .toList();
        if (lost.size() > refused) broken.add("lost tasks: " + lost);
    }
}
