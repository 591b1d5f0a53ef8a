package metatextgrad.model.project;

/**
 * Names a model of a server. Limits, circuits and rates are kept for each.
 *
 * @param name of the model
 * @param server the {@link ModelServer} that the project names, as text, so that a wrong key of one
 *     project blocks no other; empty for the server of the worker's settings
 */
public record ModelKey(String name, String server) implements Comparable<ModelKey> {
    /** Returns another name at the same server. */
    public ModelKey withName(String other) {
        return new ModelKey(other, server);
    }

    /** Returns the name in reports: the server is shown only if the project names it. */
    public String text() {
        return server.isEmpty() ? name : name + " at " + server;
    }

    @Override
    public int compareTo(ModelKey other) {
        int byServer = server.compareTo(other.server);
        return byServer == 0 ? name.compareTo(other.name) : byServer;
    }
}
