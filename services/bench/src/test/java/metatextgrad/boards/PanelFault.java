package metatextgrad.boards;

import java.util.List;

/** A fault or an event, and the panels that it moves. Each row of each board has one. */
enum PanelFault {
    /** The first of all: what comes after it needs its projects. */
    TRAFFIC_COMES(
            "an application serves; a window of its tasks closes, and a run starts and ends",
            up("learning", "Window", "demo-live"),
            up("learning", "Pool", "demo-live"),
            up("learning", "Open runs", "running"),
            up("learning", "Score on $split", "best"),
            up("learning", "Optimizers by verdict", ""),
            up("learning", "Steps of the newest run", ""),
            up("overview", "Best score", ""),
            up("overview", "Requests per minute", ""),
            up("cost", "Dollars per hour", "program"),
            up("serving", "Planned share", "demo-live")),
    BAD_PUSH(
            "an operator lets a version serve two fifths of the traffic, past the gate",
            down("overview", "Share of the champion"),
            up("serving", "Planned share", "challenger"),
            up("serving", "Changes of what serves", "canary_started")),
    TAKEN_BACK(
            "the operator takes it back",
            up("serving", "Changes of what serves", "canary_ended"),
            up("serving", "Serving tables", "alone")),
    RESULT_OFFERED(
            "a run on a window offers its result to the gate", up("serving", "Stages", "open")),
    DRIFT("the answers become worse", up("serving", "Drop of the score", "shop")),
    SERVER_FAILS(
            "the model server answers 500",
            up("serving", "Calls of model servers", "failed"),
            up("pipeline", "Models that serve no call", "circuits_open"),
            up("pipeline", "Oldest request", "")),
    SERVER_LIMITS("the model server answers 429", up("pipeline", "Calls refused for the rate", "")),
    SERVER_BREAKS_OFF(
            "the model server breaks connections off",
            up("cost", "Calls by billing", "in_doubt"),
            up("cost", "Perhaps billed twice", "in_doubt")),
    BUDGET_SPENT(
            "the limit of the day is spent",
            up("cost", "Used part of budgets", ""),
            up("cost", "Requests that wait for a budget", "")),
    POISON(
            "an application writes a task that is not JSON",
            up("pipeline", "Dead letters", "dead_letters"),
            up("pipeline", "Dead letters by topic and reason", "malformed")),
    FLOOD("an application writes thousands of tasks at once", up("pipeline", "Lag by topic", "")),
    REPLICA_JOINS(
            "a second instance of a service starts",
            up("streams", "Threads", "candidate-2"),
            up("streams", "Rebalances", "")),
    REPLICA_STOPS(
            "it stops, and its process stays",
            down("streams", "Ready"),
            up("overview", "Services not ready", "")),
    THREADS_LEAK("threads are started and never end", up("streams", "Threads of the platform", ""));

    private final String sentence;
    private final List<Move> moves;

    /**
     * A panel that moves.
     *
     * @param series a part of the query or the labels of the series that count; empty for all
     * @param up whether one of them rises, or appears above 0; else one of them falls
     */
    record Move(String board, String panel, String series, boolean up) {}

    PanelFault(String sentence, Move... moves) {
        this.sentence = sentence;
        this.moves = List.of(moves);
    }

    List<Move> moves() {
        return moves;
    }

    @Override
    public String toString() {
        return sentence;
    }

    private static Move up(String board, String panel, String series) {
        return new Move(board, panel, series, true);
    }

    private static Move down(String board, String panel) {
        return new Move(board, panel, "", false);
    }
}
