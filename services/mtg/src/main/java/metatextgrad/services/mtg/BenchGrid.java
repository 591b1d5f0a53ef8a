package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Consumer;

/** The paths of a call at all points of the grid, once each and with half of the calls. */
final class BenchGrid implements BenchPart {
    @Override
    public String name() {
        return "grid";
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        return new BenchTurns(name(), 1, scale.path() / 2, scale.warmUp())
                .measure(ground, BenchPoint.grid(), progress);
    }
}
