package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.text.TextTable;
import metatextgrad.experiments.FloorStudy;
import metatextgrad.experiments.FloorStudy.FloorRun;
import metatextgrad.experiments.SideBySide;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** How often runs publish a program that is worse than their seed program. */
final class FloorStudyTest {
    private static final DemoTasks FAMILY = DemoTasks.dyck;

    /** The smallest study that would notice a run that publishes the last program it found. */
    @Test
    void shouldFindNoRunBelowItsSeedProgramAndTheSameWithAnyNumberOfThreads() throws Exception {
        List<FloorRun> runs = runs(3, 2);
        assertThat(runs).hasSize(3).allMatch(run -> run.difference() > -FloorView.MARGIN);
        assertThat(runs).anyMatch(run -> run.difference() > .1);
        assertThat(runs(3, 1)).isEqualTo(runs);
    }

    /** Many runs end on the seed program, so it is scored once, on tasks that no run has. */
    @Test
    void shouldScoreTheSeedProgramOnceOnFreshTasks() {
        int items = 30;
        Study study = StudyOptions.simulated("demo", FAMILY, 1);
        List<TaskSubmitted> fresh = StudyOptions.redrawn(study, FAMILY, items, 0).tasks();
        Set<String> questions = new TreeSet<>();
        fresh.subList(fresh.size() - items, fresh.size())
                .forEach(task -> questions.add(task.input()));
        AtomicInteger asked = new AtomicInteger();
        SimulatedModel models = study.simulated();
        LanguageModel stubborn =
                (model, messages, seed) -> {
                    if (model.name().equals("sim-optimizer"))
                        return new Reply.Answered("no tags", Usage.NONE, "scripted");
                    boolean student = model.name().equals("sim-student");
                    if (student
                            && questions.stream().anyMatch(messages.getLast().content()::contains))
                        asked.incrementAndGet();
                    return models.ask(model, messages, seed);
                };
        FloorStudy floor = new FloorStudy(small(study), stubborn, fresh);
        FloorRun first = floor.run(1, drawn(study, 1));
        int before = asked.get();
        FloorRun second = floor.run(2, drawn(study, 2));
        assertThat(before).isGreaterThanOrEqualTo(items);
        assertThat(asked.get()).isLessThan(before + items);
        assertThat(first.isSeed()).isTrue();
        assertThat(first.difference()).isZero();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldMissItsExpectationAboveOneRunInTwenty() {
        FloorRun better = new FloorRun(.4, .7, false);
        FloorRun same = new FloorRun(.4, .4, true);
        FloorRun atMargin = new FloorRun(.5, .48, false);
        FloorRun worse = new FloorRun(.4, .375, false);
        assertThat(
                        FloorView.of("demo", List.of("dyck"), 5000, List.of(better, same, worse))
                                .text(TextTable.Style.RIGHT))
                .containsExactly(
                        "demo  runs  kept the seed program  mean minus seed  lowest  more than 0.02 below  share         95 %",
                        "dyck     3                      1           +0.092  -0.025                     1  0.333  0.061-0.792",
                        "",
                        "expected: a share of at most 0.05, on 5,000 fresh tasks: missed",
                        "The models were simulated (world demo): the result does not predict results on your task.");
        assertThat(answer(100, Collections.nCopies(5, worse))).isEqualTo(FloorView.Answer.MET);
        assertThat(answer(100, Collections.nCopies(6, worse))).isEqualTo(FloorView.Answer.MISSED);
        assertThat(answer(99, List.of())).isEqualTo(FloorView.Answer.UNDECIDED);
        assertThat(FloorView.of("demo", List.of("dyck"), 9, List.of(atMargin)).below()).isZero();
    }

    /** Returns the answer after so many runs, with these at their end. */
    private static FloorView.Answer answer(int runs, List<FloorRun> last) {
        FloorRun better = new FloorRun(.4, .7, false);
        List<FloorRun> all = new ArrayList<>(Collections.nCopies(runs - last.size(), better));
        all.addAll(last);
        return FloorView.of("demo", List.of("dyck"), 9, all).answer();
    }

    private static List<FloorRun> runs(int runs, int threads) throws InterruptedException {
        Study study = StudyOptions.simulated("demo", FAMILY, 1);
        FloorStudy floor =
                new FloorStudy(
                        small(study),
                        study.simulated(),
                        StudyOptions.redrawn(study, FAMILY, 100, 0).tasks());
        return SideBySide.each(
                "run", runs, threads, number -> floor.run(number, drawn(study, number)), any -> {});
    }

    /** One optimizer, whose first steps are the whole search. */
    private static Project small(Study study) {
        Project project = study.project();
        return project.withOptimizers(project.optimizers().subList(0, 1))
                .withMeta(project.meta().withRounds(0, 0));
    }

    private static List<TaskSubmitted> drawn(Study study, long number) {
        return StudyOptions.redrawn(study, FAMILY, 1, number).tasks();
    }
}
