package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.candidate.RunTextGuard;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.state.Run;
import metatextgrad.race.Answer;
import metatextgrad.race.CriticMeasure;
import metatextgrad.race.FinalChoice;
import metatextgrad.race.Race;
import metatextgrad.race.RaceRules;
import metatextgrad.race.ScoredProgram;
import metatextgrad.race.Work;
import org.jspecify.annotations.Nullable;

/**
 * Plays a race from its beginning with the stored answers, and requests the next ones. So the state
 * of the run only counts how often it has done so.
 */
final class RaceStep {
    /** What a race has come to. */
    sealed interface Progress {
        /** Answers are missing. */
        record Open(Run.Racing run) implements Progress {}

        /**
         * The race has a result.
         *
         * @param versions the verdicts on its optimizers
         * @param reason why it ended early, or why its result is the seed program; else empty
         */
        record Over(
                List<RoundEnd> rounds,
                List<Line> lines,
                List<OptimizerVersion> versions,
                String reason)
                implements Progress {}
    }

    private final RunKeys keys;
    private final DecisionBuilder decision;
    private final Run.Racing run;
    private final RunRequested request;
    private final RaceWork work;
    private final RaceProposals proposals;
    private final RaceDiagnosis diagnosis;

    RaceStep(DecisionBuilder decision, RunKeys keys, Run.Racing run) {
        this.decision = decision;
        this.keys = keys;
        this.run = run;
        this.request = run.request();
        this.work = new RaceWork(decision, keys, request);
        this.proposals = new RaceProposals(decision, keys, request);
        this.diagnosis = new RaceDiagnosis(decision, keys, request);
    }

    Progress advance() {
        Race race = begun();
        boolean perfect = race.best().mean() == 1;
        String stopped = perfect ? RaceReason.PERFECT : "";
        if (perfect) race = race.stopped();
        List<ScoreAggregated> steps = new ArrayList<>();
        List<ScoreAggregated> validations = new ArrayList<>();
        Cost spent = Cost.NONE;
        int number = 1;
        for (int asked = 0; !race.isOver(); asked++) {
            RaceBudget budget = new RaceBudget(request, seed().cost(), spent);
            race = budget.covered(race);
            String problem = budget.problem(race);
            if (problem != null) {
                race = race.ended();
                stopped = problem;
                if (race.isOver()) break;
            }
            if (asked >= run.asked()) ask(race, number, budget);
            List<Answer> answers = answers(race);
            if (answers.size() < race.waiting().size()) return open(race, asked + 1);
            for (Work one : race.waiting()) spent = spent.plus(cost(one));
            boolean step = race.waiting().getFirst() instanceof Work.Step;
            if (step) number++;
            for (Answer answer : answers)
                if (answer instanceof Answer.Scored scored)
                    (step ? steps : validations).add(scored.report());
            race = race.after(answers);
            if (!stopped.isEmpty()) race = race.stopped();
        }
        if (race.isPlateau() && stopped.isEmpty()) stopped = RaceReason.PLATEAU;
        RaceReport report = new RaceReport(request, race);
        FinalChoice choice = FinalChoice.of(race.pool(), request.seed());
        return new Progress.Over(
                report.rounds(),
                report.lines(choice),
                report.versions(keys),
                new RaceReason(stopped, choice, critic(race), steps, validations).text());
    }

    private Race begun() {
        ScoreAggregated seed = seed();
        return Race.begin(
                RaceRules.of(
                        request.project(),
                        RaceReport.submitted(request).stream().map(OptimizerVersion::spec).toList(),
                        evidence(),
                        request.seed()),
                new ScoredProgram(
                        request.project().seed(),
                        ScoredProgram.SEED,
                        List.of(),
                        seed.stats(),
                        seed.outcomes()));
    }

    private String critic(Race race) {
        CriticMeasure measure = race.critic();
        if (!measure.isMisleading()) return "";
        String model = request.project().loop().model(ModelRole.BACKWARD).name();
        return "critiques of `%s` were wrong in %d of %d tries, so this run worked without them"
                .formatted(model, measure.tries() - measure.led(), measure.tries());
    }

    private boolean evidence() {
        boolean mayCopy = RunTextGuard.settings(request).guard().known() == null;
        return RaceRules.readsEvidence(request.project(), request.sizes().train(), mayCopy);
    }

    private ScoreAggregated seed() {
        return requireNonNull(decision.get(keys.score(keys.seed())));
    }

    /** {@code number} is that of the next step of the race, from 1. */
    private void ask(Race race, int number, RaceBudget budget) {
        LoopSettings settings = request.loop(number);
        for (Work one : race.waiting()) {
            switch (one) {
                case Work.Describe describe -> proposals.ask(race, describe, settings);
                case Work.Compose compose -> proposals.ask(race, compose, settings);
                case Work.Diagnose diagnose -> diagnosis.ask(diagnose, settings);
                case Work.Step step -> work.ask(step, number, budget.allowance(race, step));
                case Work.Validate validate -> work.ask(validate);
            }
        }
    }

    /** Returns the answers so far; fewer than the race waits for if some are missing. */
    private List<Answer> answers(Race race) {
        return race.waiting().stream()
                .flatMap(one -> Stream.ofNullable(answer(race, one)))
                .toList();
    }

    private @Nullable Answer answer(Race race, Work one) {
        return switch (one) {
            case Work.Describe describe -> proposals.answer(race, describe);
            case Work.Compose compose -> proposals.answer(race, compose);
            case Work.Diagnose diagnose -> diagnosis.answer(diagnose);
            case Work.Step step -> scored(work.trial(step));
            case Work.Validate validate -> scored(work.trial(validate));
        };
    }

    private Cost cost(Work one) {
        return switch (one) {
            case Work.Describe describe -> proposals.cost(describe);
            case Work.Compose compose -> proposals.cost(compose);
            case Work.Diagnose diagnose -> diagnosis.cost(diagnose);
            case Work.Step step -> cost(work.trial(step));
            case Work.Validate validate -> cost(work.trial(validate));
        };
    }

    private Cost cost(TrialId trial) {
        ScoreAggregated report = decision.get(keys.score(trial));
        return report == null ? Cost.NONE : report.cost();
    }

    private @Nullable Answer scored(TrialId trial) {
        ScoreAggregated report = decision.get(keys.score(trial));
        return report == null ? null : new Answer.Scored(report);
    }

    private Progress open(Race race, int asked) {
        List<TrialId> trials = new ArrayList<>();
        for (Work one : race.waiting()) {
            switch (one) {
                case Work.Step step -> trials.add(work.trial(step));
                case Work.Validate validate -> trials.add(work.trial(validate));
                case Work.Describe describe -> {}
                case Work.Compose compose -> {}
                case Work.Diagnose diagnose -> {}
            }
        }
        RaceReport report = new RaceReport(request, race);
        return new Progress.Open(
                new Run.Racing(
                        request, run.serial(), asked, trials, report.rounds(), report.soFar()));
    }
}
