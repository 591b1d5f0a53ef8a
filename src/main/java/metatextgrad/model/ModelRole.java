package metatextgrad.model;

/**
 * The roles of the method that call models (METHOD §2.4). The configuration gives each role a
 * model.
 */
public enum ModelRole {
    PROGRAM,
    JUDGE,
    BACKWARD,
    OPTIMIZER,
    META;

    /**
     * Whether requests of this role contain earlier requests and answers. The roles that answer and
     * score must read each text unchanged.
     */
    public boolean reflects() {
        return switch (this) {
            case PROGRAM, JUDGE -> false;
            case BACKWARD, OPTIMIZER, META -> true;
        };
    }
}
