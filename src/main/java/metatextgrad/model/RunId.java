package metatextgrad.model;

/** Names a run. The caller who starts the run chooses the name, and it must never be used twice. */
public record RunId(String value) implements Id {
    /** Separates the id of a run from the name of a fork. No name of a project has it. */
    private static final String FORK = "~";

    public RunId {
        value = Text.nonBlank(value, "run id");
    }

    /** Returns the id of a fork of this run. */
    public RunId fork(String name) {
        return new RunId(value + FORK + name);
    }

    public boolean isFork() {
        return value.contains(FORK);
    }

    /** The run whose recorded calls it repeats: itself, unless it is a fork. */
    public RunId origin() {
        return new RunId(origin(value));
    }

    /** Returns the part of a name that a fork shares with its origin. */
    static String origin(String name) {
        int end = name.indexOf(FORK);
        return end < 0 ? name : name.substring(0, end);
    }

    /** Returns the rest of the id, which names the fork; empty unless it is one. */
    String forkName() {
        return value.substring(origin(value).length());
    }

    @Override
    public String toString() {
        return value;
    }
}
