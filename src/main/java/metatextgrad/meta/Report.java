package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Lane;
import metatextgrad.model.Lane.Tried;
import metatextgrad.model.Program;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.Tally;

/**
 * What a run reports: the seed program, the best optimizer as given, and the best one learned, the
 * answer last.
 */
final class Report {
    private Report() {}

    static List<Line> lines(Program seed, Tally seedScore, List<Lane> lanes) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("seed program", null, 0, seed, seedScore, null, List.of()));
        Tried base = requireNonNull(lanes.getFirst().base());
        Tried best = requireNonNull(lanes.getFirst().best());
        for (Lane lane : lanes) {
            base = higher(base, requireNonNull(lane.base()));
            best = higher(best, requireNonNull(lane.best()));
        }
        lines.add(line(base));
        if (best.round() > 0) lines.add(line(best));
        return List.copyOf(lines);
    }

    private static Tried higher(Tried held, Tried other) {
        return other.score() > held.score() ? other : held;
    }

    private static Line line(Tried tried) {
        String name = tried.spec().name() + (tried.round() == 0 ? "" : " with learned description");
        return new Line(
                name,
                tried.spec(),
                tried.round(),
                tried.program(),
                tried.reached(),
                null,
                List.of());
    }
}
