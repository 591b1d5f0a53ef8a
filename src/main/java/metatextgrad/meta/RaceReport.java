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
import metatextgrad.race.FinalChoice;
import metatextgrad.race.Race;
import metatextgrad.race.ScoredProgram;

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
                            arm.best().mean(),
                            seed().mean(),
                            arm.origin().repairs(),
                            reason(arm)));
        for (Race.UnusableRound lost : race.unusable())
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

    /** Returns the verdicts on the optimizers, and the answers to the submitted ones. */
    List<OptimizerVersion> versions(RunKeys keys) {
        return Stream.concat(
                        race.arms().stream().map(arm -> version(keys, arm)),
                        race.arms().stream().flatMap(arm -> answer(keys, arm).stream()))
                .toList();
    }

    /**
     * Returns the answer to a submitted optimizer: adopted if its proposals gained more on the
     * common batches than those of every other base optimizer.
     */
    private Optional<OptimizerVersion> answer(RunKeys keys, Arm arm) {
        if (arm.origin().round() > 0 || arm.gains().isEmpty()) return Optional.empty();
        boolean adopted = arm.gain() > Math.max(0, bestOfBases(arm.number()));
        return request.versions().stream()
                .filter(version -> version.verdict() == Verdict.OFFERED)
                .filter(version -> version.project().equals(request.project().id()))
                .filter(version -> version.spec().equals(arm.spec()))
                .findFirst()
                .map(
                        offer ->
                                offer.answered(
                                        request.id(),
                                        keys.trial("arm", arm.number(), 0),
                                        arm.best().mean(),
                                        seed().mean(),
                                        adopted ? Verdict.ADOPTED : Verdict.REJECTED,
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
                arm.best().mean(),
                seed().mean(),
                verdict(arm),
                new Serial(1),
                arm.cost(),
                false,
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
                        name(maker),
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

    /** Fresh batches would have to confirm a gain before an optimizer is adopted. */
    private Verdict verdict(Arm arm) {
        if (arm.origin().round() == 0) return Verdict.BASE;
        return arm.gain() > Math.max(0, bestOfBases(-1)) ? Verdict.LUCKY : Verdict.REJECTED;
    }

    /** Returns the highest gain of the base optimizers but this one; 0 if there is none. */
    private double bestOfBases(int without) {
        return race.arms().stream()
                .filter(arm -> arm.origin().round() == 0 && arm.number() != without)
                .mapToDouble(Arm::gain)
                .max()
                .orElse(0);
    }

    private static String reason(Arm arm) {
        return String.format(
                Locale.ROOT,
                "%d steps, mean gain of its first proposals %+.3f",
                arm.steps(),
                arm.gain());
    }

    private ScoredProgram seed() {
        return race.pool().getFirst();
    }
}
