package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.model.Serial;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.race.Arm;
import metatextgrad.race.Confirmation;
import metatextgrad.race.FinalChoice;
import metatextgrad.race.Findings.UnusableRound;
import metatextgrad.race.Race;
import metatextgrad.race.ScoredProgram;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/** The report of a race: the seed program and its result, and how each optimizer did. */
record RaceReport(RunRequested request, Race race) {
    /** Returns the lines of the report; the last one is the result. */
    List<Line> lines(FinalChoice choice) {
        return lines(choice.program());
    }

    /** Returns the lines with the best program so far as the result. */
    List<Line> soFar() {
        return lines(race.best());
    }

    List<RoundEnd> rounds() {
        List<RoundEnd> rounds = new ArrayList<>();
        for (Arm arm : race.arms())
            rounds.add(
                    new RoundEnd(
                            arm.origin().phase(),
                            arm.spec().name(),
                            arm.origin().round(),
                            verdict(arm),
                            score(arm),
                            seed().mean(),
                            arm.origin().repairs(),
                            reason(arm)));
        for (UnusableRound lost : race.findings().unusable())
            rounds.add(
                    new RoundEnd(
                            lost.phase(),
                            lost.phase() == MetaPhase.PROMPT
                                    ? race.rules().optimizers().get(lost.base()).name()
                                    : "structure",
                            lost.round(),
                            Verdict.INVALID,
                            null,
                            seed().mean(),
                            lost.repairs(),
                            lost.problem()));
        return rounds;
    }

    /** Returns the verdicts on the optimizers; for a submitted one it answers the submission. */
    List<OptimizerVersion> versions(RunKeys keys) {
        return race.arms().stream()
                .flatMap(
                        arm ->
                                arm.origin().phase() == MetaPhase.OFFERED
                                        ? answer(keys, arm).stream()
                                        : Stream.of(version(keys, arm)))
                .toList();
    }

    /** Returns the submitted optimizers of this run that wait for a verdict. */
    static List<OptimizerVersion> submitted(RunRequested request) {
        return request.versions().stream()
                .filter(version -> version.verdict() == Verdict.OFFERED)
                .filter(version -> version.project().equals(request.project().id()))
                .toList();
    }

    /** A submitted optimizer without a step waits for the next run. */
    private Optional<OptimizerVersion> answer(RunKeys keys, Arm arm) {
        if (arm.steps() == 0) return Optional.empty();
        return submitted(request).stream()
                .filter(version -> version.spec().equals(arm.spec()))
                .findFirst()
                .map(
                        offer ->
                                offer.answered(
                                        request.id(),
                                        keys.trial("arm", arm.number(), 0),
                                        score(arm),
                                        seed().mean(),
                                        arm.meanGain(),
                                        verdict(arm),
                                        arm.cost()));
    }

    private OptimizerVersion version(RunKeys keys, Arm arm) {
        TaskSubmitted drawn = arm.origin().drawn();
        return new OptimizerVersion(
                request.project().id(),
                request.id(),
                keys.trial("arm", arm.number(), 0),
                arm.spec(),
                arm.origin().parents(),
                drawn == null ? null : drawn.id(),
                score(arm),
                seed().mean(),
                arm.meanGain(),
                verdict(arm),
                new Serial(1),
                arm.cost(),
                false,
                null,
                null);
    }

    private List<Line> lines(ScoredProgram result) {
        Line start =
                Line.selected("seed program", null, 0, request.project().seed(), seed().stats());
        if (result.arm() == ScoredProgram.SEED) return List.of(start);
        Arm maker = race.arms().get(result.arm());
        return List.of(
                start,
                Line.selected(
                        name(maker) + (result.isMerge() ? ", merged" : ""),
                        maker.spec(),
                        maker.origin().round(),
                        result.program(),
                        result.stats()));
    }

    private static String name(Arm arm) {
        String learned =
                switch (arm.origin().phase()) {
                    case PROMPT -> arm.origin().round() == 0 ? "" : " with learned description";
                    case STRUCTURE -> ", learned structure";
                    case OFFERED -> "";
                };
        return arm.spec().name() + learned;
    }

    /** Returns the score of the best program it made; null if it made none that is better. */
    private @Nullable Double score(Arm arm) {
        ScoredProgram best = race.bestOf(arm);
        return best == null ? null : best.mean();
    }

    /** Only a gain on fresh batches makes an optimizer an adopted one (ADR 45). */
    private Verdict verdict(Arm arm) {
        if (!arm.isChallenger()) return Verdict.BASE;
        Confirmation confirmation = race.findings().confirmation();
        // Its first steps looked better, or there would have been no confirmation.
        if (confirmation != null && confirmation.challenger() == arm.number())
            return confirmation.isAbove() ? Verdict.ADOPTED : Verdict.LUCKY;
        return arm.gain() > Math.max(0, bestOfBases()) ? Verdict.LUCKY : Verdict.REJECTED;
    }

    /** Returns the highest gain of the base optimizers; 0 if there is none. */
    private double bestOfBases() {
        return race.arms().stream()
                .filter(arm -> !arm.isChallenger())
                .mapToDouble(Arm::gain)
                .max()
                .orElse(0);
    }

    private String reason(Arm arm) {
        String steps =
                String.format(
                        Locale.ROOT,
                        "%d steps, a proposal changes the number of wrong answers by %+d %%",
                        arm.steps(),
                        Math.round(-100 * arm.gain()));
        Confirmation confirmation = race.findings().confirmation();
        return confirmation == null || confirmation.challenger() != arm.number()
                ? steps
                : steps + confirmed(confirmation);
    }

    private String confirmed(Confirmation confirmation) {
        PairedDifference difference = confirmation.difference();
        return String.format(
                Locale.ROOT,
                "; on %d fresh batches %+.3f [%+.3f, %+.3f] over %s",
                difference.items(),
                difference.estimate(),
                difference.low(),
                difference.high(),
                race.arms().get(confirmation.base()).spec().name());
    }

    private ScoredProgram seed() {
        return race.pool().getFirst();
    }
}
