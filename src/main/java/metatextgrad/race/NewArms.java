package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.race.Findings.UnusableRound;

/** Makes arms of the meta model's proposals, and repeats requests with unusable replies. */
final class NewArms {
    private NewArms() {}

    /** Returns the race after these answers to its requests to the meta model. */
    static Race of(Race race, List<Answer> answers) {
        List<Arm> arms = new ArrayList<>(race.arms());
        List<Integer> fresh = new ArrayList<>(race.active());
        List<Work> again = new ArrayList<>();
        List<UnusableRound> lost = new ArrayList<>(race.findings().unusable());
        for (int i = 0; i < answers.size(); i++) {
            Work work = race.waiting().get(i);
            switch (answers.get(i)) {
                case Answer.Proposed proposed -> {
                    fresh.add(arms.size());
                    arms.add(
                            Arm.of(
                                    arms.size(),
                                    origin(work, proposed),
                                    proposed.spec(),
                                    proposed.cost()));
                }
                case Answer.Unusable bad when bad.again() -> again.add(again(work, bad));
                case Answer.Unusable bad -> lost.add(lost(work, bad));
                case Answer.Diagnosed diagnosed -> throw Race.unexpected(work);
                case Answer.Scored scored -> throw Race.unexpected(work);
            }
        }
        Race next =
                race.with(race.findings().with(arms).withUnusable(lost))
                        .active(fresh)
                        .waiting(again);
        if (!again.isEmpty()) return next;
        return fresh.isEmpty() ? next.nextPart() : next.step();
    }

    private static Arm.Origin origin(Work work, Answer.Proposed made) {
        return switch (work) {
            case Work.Describe d ->
                    new Arm.Origin(
                            MetaPhase.PROMPT,
                            d.base(),
                            d.round(),
                            made.improved(),
                            made.parents(),
                            made.drawn(),
                            d.attempt());
            case Work.Compose c ->
                    new Arm.Origin(
                            MetaPhase.STRUCTURE,
                            0,
                            c.round(),
                            made.improved(),
                            made.parents(),
                            made.drawn(),
                            c.attempt());
            case Work.Diagnose diagnose -> throw Race.unexpected(work);
            case Work.Step step -> throw Race.unexpected(work);
            case Work.Validate validate -> throw Race.unexpected(work);
        };
    }

    private static Work again(Work work, Answer.Unusable bad) {
        return switch (work) {
            case Work.Describe d ->
                    new Work.Describe(d.base(), d.round(), d.attempt() + 1, bad.problems());
            case Work.Compose c -> new Work.Compose(c.round(), c.attempt() + 1, bad.problems());
            case Work.Diagnose diagnose -> throw Race.unexpected(work);
            case Work.Step step -> throw Race.unexpected(work);
            case Work.Validate validate -> throw Race.unexpected(work);
        };
    }

    private static UnusableRound lost(Work work, Answer.Unusable bad) {
        String problem = String.join("; ", bad.problems());
        return switch (work) {
            case Work.Describe d ->
                    new UnusableRound(MetaPhase.PROMPT, d.base(), d.round(), d.attempt(), problem);
            case Work.Compose c ->
                    new UnusableRound(MetaPhase.STRUCTURE, 0, c.round(), c.attempt(), problem);
            case Work.Diagnose diagnose -> throw Race.unexpected(work);
            case Work.Step step -> throw Race.unexpected(work);
            case Work.Validate validate -> throw Race.unexpected(work);
        };
    }
}
