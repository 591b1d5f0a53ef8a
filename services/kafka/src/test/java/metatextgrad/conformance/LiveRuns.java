package metatextgrad.conformance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.adapt.AdaptDecider;
import metatextgrad.intake.Traffic;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Window;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.RolloutDecider;

/** A project that adapts to its traffic, in memory. Its tasks are long enough to be copied. */
final class LiveRuns {
    private static final Instant BEGIN = Instant.parse("2026-11-28T12:00:00Z");
    private static final int WINDOW = 300;
    private static final List<String> THINGS =
            List.of("pear", "fig", "plum", "kiwi", "lime", "date", "nut", "rice", "oat");

    private LiveRuns() {}

    /** Returns the project of a scenario, with the settings of traffic. */
    static Project project(Scenario scenario) {
        RunRequested request = (RunRequested) scenario.start().getLast();
        AdaptSettings usual =
                requireNonNull(
                        Traffic.project(new Window(WINDOW, Duration.ofHours(24), 200)).adapt());
        return request.project().withAdapt(usual);
    }

    /** Plays this many windows. */
    static EmittedEvents play(Project project, Script script, int windows) {
        LocalAnswers answers = new LocalAnswers(script);
        LocalLoop loop =
                new LocalLoop(
                        request -> List.of(answers.answer(request)),
                        List.of(new AdaptDecider(), new RolloutDecider()));
        List<Event> emitted = new ArrayList<>();
        loop.play(List.of(new AdaptStarted(project, Prices.NONE, BEGIN, "ada")), emitted::add);
        for (int i = 0; i < windows * WINDOW; i++) {
            Event task = new TaskArrived(task(project.id(), i), BEGIN.plusSeconds(i));
            emitted.add(task);
            loop.play(List.of(task), emitted::add);
        }
        return new EmittedEvents(emitted);
    }

    /** Returns the texts of all training and validation tasks of a window. */
    static List<String> read(EmittedEvents emitted, SetClosed window) {
        List<TaskId> ids =
                Stream.of(Split.TRAIN, Split.VAL)
                        .flatMap(split -> window.snapshot().ids(split).stream())
                        .toList();
        return emitted.all(TaskArrived.class).stream()
                .map(TaskArrived::task)
                .filter(task -> ids.contains(task.id()))
                .flatMap(task -> Stream.of(task.input(), requireNonNull(task.target())))
                .toList();
    }

    static AdaptState state(EmittedEvents emitted) {
        return emitted.all(AdaptState.class).getLast();
    }

    static String prompt(Program program) {
        return Programs.prompt(program, "solve");
    }

    private static TaskSubmitted task(ProjectId project, int number) {
        StringBuilder input = new StringBuilder("val question " + number + " about");
        for (int place = 0; place < 8; place++)
            input.append(' ')
                    .append(THINGS.get((number / (place + 1) + 3 * place) % THINGS.size()));
        return new TaskSubmitted(
                project,
                new TaskId("t" + number),
                input.toString(),
                Data.answer(Data.question(Split.VAL, number)),
                null,
                null,
                null);
    }
}
