package metatextgrad.race;

import java.util.List;
import metatextgrad.race.RaceRules.Leg;

/** Begins the parts of a race. Pure. */
final class NextPart {
    private NextPart() {}

    /** Returns the race at the beginning of the part with this number. */
    static Race of(Race race, int number) {
        boolean lasting = race.isRung() || race.leg() instanceof Leg.Confirmation;
        RacePart part = race.part().begin(number, lasting);
        List<Integer> rivals =
                race.isRung() ? race.active() : race.arms().stream().map(Arm::number).toList();
        Race next = race.at(part).active(List.of()).waiting(List.of());
        return switch (next.leg()) {
            case Leg.Evidence evidence -> next.active(List.of(0)).step();
            case Leg.Base(int base) -> next.active(List.of(base)).step();
            case Leg.Descriptions(int round) ->
                    next.waiting(Assignments.descriptions(race.rules(), round));
            case Leg.Composition(int round) ->
                    next.waiting(List.of(new Work.Compose(round, 0, List.of())));
            case Leg.Rung rung -> diagnosed(next.active(rivals), rung);
            case Leg.Confirmation confirmation ->
                    Confirmation.rivals(race.arms())
                            .map(
                                    two ->
                                            Confirmation.steps(
                                                    two,
                                                    race.pool().getFirst(),
                                                    Operators.revision(race)))
                            .map(next::waiting)
                            .orElse(next);
            case Leg.End end -> next;
        };
    }

    /** Requests what the failures so far have in common; without any the rung begins at once. */
    private static Race diagnosed(Race race, Leg.Rung rung) {
        Race next = race.with(race.findings().withPatterns(List.of()));
        List<Work> requests = FailureDiagnosis.of(rung.number(), race.findings().steps());
        return requests.isEmpty() ? rung(next) : next.waiting(requests);
    }

    /** Selects the arms of the current rung, and begins its first step. */
    static Race rung(Race race) {
        if (!(race.leg() instanceof Leg.Rung rung))
            throw new IllegalStateException("this part of the race is no rung: " + race.leg());
        List<Arm> rivals = race.active().stream().map(race.arms()::get).toList();
        return race.active(Halving.of(race, rivals, rung)).step();
    }
}
