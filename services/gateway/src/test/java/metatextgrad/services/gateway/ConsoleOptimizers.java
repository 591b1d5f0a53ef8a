package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.SampleState.NOON;

import java.time.LocalDate;
import java.util.List;
import metatextgrad.json.ProjectFile;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;

/** Optimizers of the project behind {@link ConsoleState}, and two contests of them. */
record ConsoleOptimizers(ConsoleState state, MemoryRecords records) {
    void fill() {
        OptimizerSpec base = project().optimizers().getFirst();
        OptimizerSpec adopted = base.withTaskDescription("Name one rule." + state.mark());
        OptimizerSpec candidate = adopted.withTaskDescription("Give one example." + state.mark());
        add(version(base, List.of(), Verdict.BASE, .74, null), 50);
        add(
                version(
                        adopted,
                        List.of(base.contentId()),
                        Verdict.ADOPTED,
                        .83,
                        new WindowEvidence(9, .021, 24.6)),
                55);
        OptimizerVersion lucky =
                version(candidate, List.of(adopted.contentId()), Verdict.LUCKY, .8, null);
        add(lucky, 60);
        OptimizerContest first =
                OptimizerContest.begun(1, 2, lucky, base, LocalDate.of(2026, 11, 27), 0)
                        .ended(OptimizerContest.Stage.DROPPED, "not better" + state.mark());
        OptimizerContest second =
                OptimizerContest.begun(2, 7, lucky, adopted, LocalDate.of(2026, 11, 28), 0)
                        .observed(new Observation(7, 12, .04, .06), 1.3, 900)
                        .observed(new Observation(6, 12, .05, .08), 1.9, 900)
                        .observed(new Observation(5, 11, .03, .04), 2.2, 900);
        records.add(adapts(first, 1), NOON);
        records.add(adapts(second, 2), NOON.plusSeconds(60));
    }

    AdaptState adapts(@Nullable OptimizerContest contest, long serial) {
        Project project = project();
        return new AdaptState(
                project, true, 8, null, project.seed(), "", contest, new Serial(serial));
    }

    private void add(OptimizerVersion version, int minute) {
        records.add(version, NOON.plusSeconds(60L * minute));
    }

    static Project project() {
        return ProjectFile.read(
                """
                id: dyck
                evaluator: exact-match
                question-type: Brackets are given; the answer closes them.
                program: {role: the prompt, prompt: Close the brackets.}
                models: {program: gpt-file, optimizer: gpt-file}
                adapt: {mode: propose, budget: {day-calls: 20000}, evidence: [truth]}
                """,
                Strategies::plain,
                project -> List.of());
    }

    private OptimizerVersion version(
            OptimizerSpec spec,
            List<String> parents,
            Verdict verdict,
            double score,
            @Nullable WindowEvidence contest) {
        return new OptimizerVersion(
                DYCK,
                state.run("adapt-dyck-000002"),
                new TrialId("trial-" + verdict),
                spec,
                parents,
                null,
                score,
                .62,
                .031,
                verdict,
                new Serial(1),
                Cost.of(ModelRole.META, 1200, 300),
                false,
                null,
                contest);
    }
}
