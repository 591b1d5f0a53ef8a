package metatextgrad.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.live.TaskArrived;
import org.jspecify.annotations.Nullable;

/**
 * Collects the facts about one run that nothing else in the log determines. These are the request,
 * the tasks, the commands of users, the batches closed by time, and the answers of models. It needs
 * the log's events in this order: the run's request first, its window before tasks of traffic, each
 * model request before its answer, and each topic in its order. Not thread-safe.
 */
public final class RunLog {
    private final RunId run;
    private final Map<String, TaskSubmitted> tasks = new LinkedHashMap<>();
    private final List<RunCommand> commands = new ArrayList<>();
    private final List<OptimizerProposed> proposed = new ArrayList<>();
    private final List<MetaPromptPublished> offered = new ArrayList<>();
    private final Map<String, BatchClosed> closed = new LinkedHashMap<>();
    private final Set<String> trials = new TreeSet<>();
    private final Set<String> requested = new TreeSet<>();
    private final Map<String, LlmResponse> answers = new LinkedHashMap<>();
    private @Nullable RunRequested request;
    private @Nullable RunState last;
    private @Nullable Snapshot frozen;

    public RunLog(RunId run) {
        this.run = run;
    }

    /** Takes an event that belongs to the run, and ignores all others. */
    public void accept(Event event) {
        RunOf.of(event).filter(run::equals).ifPresent(ours -> take(event));
        switch (event) {
            case TaskSubmitted task -> {
                if (ofItsSet(task)) tasks.putIfAbsent(task.id().value(), task);
            }
            case Snapshot snapshot -> {
                RunRequested of = request();
                if (frozen == null && of != null && snapshot.spec().equals(of.snapshot()))
                    frozen = snapshot;
            }
            case SetClosed window -> {
                RunRequested of = request();
                if (frozen == null && of != null && window.snapshot().spec().equals(of.snapshot()))
                    frozen = window.snapshot();
            }
            case TaskArrived arrived -> take(arrived.task());
            case BatchClosed decision -> closed.putIfAbsent(barrier(decision), decision);
            case LlmResponse answer -> {
                if (requested.contains(answer.requestId().value()))
                    answers.putIfAbsent(answer.requestId().value(), answer.with(new NoContext()));
            }
            default -> {}
        }
    }

    /** Takes a task of traffic if it was drawn for the run, as intake copied it into the set. */
    private void take(TaskSubmitted task) {
        Snapshot window = frozen;
        if (window == null
                || !SetRequest.isDrawn(window.spec().set())
                || !task.project().equals(window.spec().project())) return;
        for (Split split : List.of(Split.TRAIN, Split.VAL))
            if (window.ids(split).contains(task.id()))
                tasks.putIfAbsent(
                        task.id().value(), task.withSet(window.spec().set()).withSplit(split));
    }

    private void take(Event event) {
        if (event instanceof TrialEvent step) trials.add(step.stepRef().trial().value());
        switch (event) {
            case RunRequested requests -> {
                if (request == null) request = requests;
            }
            case RunState state -> {
                if (last == null || state.serial().compareTo(last.serial()) >= 0) last = state;
            }
            case RunCommand command -> commands.add(command);
            case OptimizerProposed proposal -> proposed.add(proposal);
            case MetaPromptPublished tried -> {
                if (tried.origin().equals(MetaPromptPublished.OFFERED)) offered.add(tried);
            }
            case LlmRequest request -> requested.add(request.requestId().value());
            default -> {}
        }
    }

    /** Returns the original request. Commands are kept for a limited time, states forever. */
    public @Nullable RunRequested request() {
        return request == null && last != null ? last.request() : request;
    }

    /** Returns its last state; null if it has not begun. */
    public @Nullable RunState last() {
        return last;
    }

    /** Returns the tasks of the run that are still in the log. Its set may have grown since. */
    public List<TaskSubmitted> tasks() {
        Snapshot only = frozen;
        if (only == null) return List.copyOf(tasks.values());
        Set<String> ids = new TreeSet<>();
        for (Split split : Split.values()) only.ids(split).forEach(id -> ids.add(id.value()));
        return tasks.values().stream().filter(task -> ids.contains(task.id().value())).toList();
    }

    private boolean ofItsSet(TaskSubmitted task) {
        RunRequested of = request();
        return of != null
                && task.project().equals(of.project().id())
                && of.snapshot().set().equals(task.set());
    }

    /** Returns the commands that users sent before it ended, except cancellation. */
    List<Event> reported() {
        List<Event> reported = new ArrayList<>();
        commands.stream()
                .filter(Predicate.not(RunCancelled.class::isInstance))
                .forEach(reported::add);
        proposed.stream()
                .filter(one -> offered.stream().anyMatch(tried -> tried.spec().equals(one.spec())))
                .forEach(reported::add);
        return reported;
    }

    /** Returns the batches that time closed. */
    public List<BatchClosed> byTime() {
        return closed.values().stream()
                .filter(one -> one.reason() != BatchClosed.Reason.COUNT)
                .filter(one -> trials.contains(one.trial().value()))
                .toList();
    }

    /** Returns true if this batch belongs to the run and closed because it was complete. */
    public boolean byCount(BatchClosed decision) {
        BatchClosed first = closed.get(barrier(decision));
        return trials.contains(decision.trial().value())
                && (first == null || first.reason() == BatchClosed.Reason.COUNT);
    }

    public int requests() {
        return requested.size();
    }

    public int answered() {
        return answers.size();
    }

    /** Returns the recorded answers that a fork repeats, by call: usable ones, else unusable. */
    Map<String, LlmResponse> byCall() {
        Map<String, LlmResponse> calls = new LinkedHashMap<>();
        for (LlmResponse answer : answers.values()) {
            String call = answer.callKey().value();
            if (answer.outcome() == LlmResponse.Outcome.OK) calls.put(call, answer);
            else if (answer.outcome() == LlmResponse.Outcome.INVALID)
                calls.putIfAbsent(call, answer);
        }
        return calls;
    }

    List<LlmResponse> answer(LlmRequest request) {
        LlmResponse answer = answers.get(request.requestId().value());
        return answer == null ? List.of() : List.of(answer.with(request.context()));
    }

    private static String barrier(BatchClosed of) {
        return of.trial() + "/" + of.step() + "/" + of.split();
    }
}
