package metatextgrad.simulator.question;

/** A family of questions. */
public enum TaskFamily {
    DYCK("dyck"),
    WORD_SORTING("word-sorting"),
    OBJECT_COUNTING("object-counting");

    private final String id;

    TaskFamily(String id) {
        this.id = id;
    }

    /** Its name in world files. */
    public String id() {
        return id;
    }
}
