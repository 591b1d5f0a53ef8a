package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Consumer;

/** The paths of a call at points of the grid that differ from its middle in one thing each. */
final class BenchPaths implements BenchPart {
    @Override
    public String name() {
        return "paths";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<BenchFigure> measure(
            BenchGround ground, BenchScale scale, Consumer<String> progress) {
        return new BenchTurns(name(), scale.rounds(), scale.path(), scale.warmUp())
                .measure(ground, scale.all() ? BenchPoint.star() : BenchPoint.quick(), progress);
    }
}
