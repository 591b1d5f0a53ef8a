package metatextgrad.experiments.path;

import java.util.List;

/**
 * The programs that one search accepted, in order; the first is the seed program.
 *
 * @param setting the settings of the method; empty if it has none
 * @param calls all model calls of the search
 */
public record SearchPath(
        String method, String setting, long seed, long calls, List<AcceptedProgram> programs) {
    public SearchPath {
        programs = List.copyOf(programs);
        if (programs.isEmpty()) throw new IllegalArgumentException("a search without a program");
    }

    /**
     * Returns the program with the highest validation score among those accepted by this number of
     * calls. The earliest of equals; the seed program, if none was accepted yet.
     */
    public AcceptedProgram best(long calls) {
        AcceptedProgram best = programs.getFirst();
        for (AcceptedProgram one : programs) {
            if (one.calls() <= calls && (one.onAllItems() || score(one) > score(best))) best = one;
        }
        return best;
    }

    private static double score(AcceptedProgram program) {
        Double validation = program.validation();
        return validation == null ? -1 : validation;
    }
}
