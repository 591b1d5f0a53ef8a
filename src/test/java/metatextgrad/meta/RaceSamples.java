package metatextgrad.meta;

import static metatextgrad.meta.RunEventSamples.program;
import static metatextgrad.meta.RunEventSamples.stats;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.race.Arm;
import metatextgrad.race.BatchScore;
import metatextgrad.race.Findings;
import metatextgrad.race.HalfSet;
import metatextgrad.race.Race;
import metatextgrad.race.RacePart;
import metatextgrad.race.RaceRules;
import metatextgrad.race.ScoredProgram;
import metatextgrad.race.Work;
import metatextgrad.strategy.Strategies;

/** A race with two base optimizers, another description of the first one, and a composition. */
final class RaceSamples {
    static final OptimizerSpec TGD = spec("tgd", phase("tgd", 6, "You write."));
    static final OptimizerSpec ADAS = spec("adas", phase("adas", 6, "You design."));
    static final OptimizerSpec THINKING = spec("tgd", phase("tgd", 6, "You think."));
    static final OptimizerSpec BOTH =
            spec(
                    "both",
                    phase("adas", 1, "You plan."),
                    phase("tgd", 2, "You think."),
                    phase("tgd", 1, "You check."));
    static final Program SEED = program("Answer.");
    static final MissedTask MISSED =
            new MissedTask(
                    new TaskSubmitted(
                            RunEventSamples.PROJECT,
                            new TaskId("missed"),
                            "One plum and two pears?",
                            "3",
                            "set",
                            Split.TRAIN,
                            null),
                    "Answer: 2");

    private RaceSamples() {}

    static Race race() {
        List<BatchScore> scores =
                List.of(
                        score(0, 1, TGD, 2, "Answer. Guess."),
                        score(0, 2, TGD, 1, "Answer. Add."),
                        score(1, 1, ADAS, 2, "Plan."),
                        score(2, 1, THINKING, 6, "Answer. Count each thing."),
                        score(2, 2, THINKING, 4, "Answer. Add."),
                        score(3, 1, BOTH, 4, "Plan."),
                        score(3, 2, BOTH, 7, "Answer. Add all numbers."),
                        score(3, 3, BOTH, 2, "Answer. Guess."));
        List<Arm> arms =
                List.of(
                        arm(0, MetaPhase.PROMPT, 0, 0, TGD, -.1),
                        arm(1, MetaPhase.PROMPT, 1, 0, ADAS, 0),
                        arm(2, MetaPhase.PROMPT, 0, 1, THINKING, .6),
                        arm(3, MetaPhase.STRUCTURE, 0, 1, BOTH, .7));
        ScoredProgram seed =
                new ScoredProgram(SEED, ScoredProgram.SEED, List.of(), stats(2), List.of());
        Findings findings =
                new Findings(
                        arms,
                        List.of(seed),
                        List.of(),
                        List.of(),
                        List.of(),
                        scores.stream().map(List::of).toList(),
                        List.of(),
                        null);
        RaceRules rules =
                new RaceRules(List.of(TGD, ADAS), List.of(), 1, 2, ParentRule.BEST, true, false, 0);
        HalfSet all = HalfSet.of(rules, seed);
        return new Race(rules, findings, all, new RacePart(4, 0, 0, false), List.of(), List.of());
    }

    /** Returns a proposal from the seed program, which answers 2 of 10 rightly. */
    private static BatchScore score(
            int arm, int step, OptimizerSpec spec, int right, String prompt) {
        Work.Step work =
                new Work.Step(arm, step, 0, spec.only(step), SEED, StepOperator.PLAIN, step - 1);
        ScoreAggregated report =
                new ScoreAggregated(
                        new StepRef(
                                RunEventSamples.PROJECT, new RunId("run"), new TrialId("t"), 1, 0),
                        ScoreAggregated.Scope.TRIAL,
                        Split.TRAIN,
                        stats(right),
                        program(prompt),
                        List.of(),
                        stats(2),
                        null,
                        List.of(MISSED),
                        null,
                        null,
                        Cost.NONE);
        return new BatchScore(work, report, (right - 2) / 10.0, .8);
    }

    private static Arm arm(
            int number, MetaPhase phase, int base, int round, OptimizerSpec spec, double gained) {
        Arm.Origin origin = new Arm.Origin(phase, base, round, Arm.Origin.NONE, List.of(), null, 0);
        return new Arm(number, origin, spec, 2, 4, gained, 1.6, null, Cost.NONE);
    }

    private static OptimizerSpec spec(String name, Phase... phases) {
        return new OptimizerSpec(name, List.of(phases));
    }

    private static Phase phase(String strategy, int steps, String description) {
        return Strategies.plain(strategy).withSteps(steps).withTaskDescription(description);
    }
}
