package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Consumer;

/** Something that is measured on a broker that others use before and after. */
interface BenchPart {
    /** For people who want no other part; see {@code --only}. */
    String name();

    /** Whether it is quick enough for {@code --quick}. */
    boolean quick();

    /** Whether it is measured unless its name is given. */
    default boolean usual() {
        return true;
    }

    /**
     * @throws EnvironmentProblem if something was in the way; no figure is made up then
     */
    List<BenchFigure> measure(BenchGround ground, BenchScale scale, Consumer<String> progress);
}
