package metatextgrad.redact;

/** A kind of hidden text, and the mark that replaces it. */
public enum Secret {
    KEY("[key]"),
    CARD("[card]"),
    E_MAIL("[e-mail]"),
    PHONE("[phone]");

    private final String mark;

    Secret(String mark) {
        this.mark = mark;
    }

    public String mark() {
        return mark;
    }
}
