package metatextgrad.model;

/** Who in the method asks (METHOD §2.4): the configuration gives each role a model. */
public enum ModelRole {
    PROGRAM,
    JUDGE,
    BACKWARD,
    OPTIMIZER,
    META;

    /**
     * Whether it is asked about what was asked and answered before. Who answers and who scores must
     * read a text as it is.
     */
    public boolean reflects() {
        return switch (this) {
            case PROGRAM, JUDGE -> false;
            case BACKWARD, OPTIMIZER, META -> true;
        };
    }
}
