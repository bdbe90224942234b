namespace ScoopDetector.State;

/// <summary>Something that can be saved, and gone on with in another process as if nothing had happened.</summary>
/// <remarks>Saved is every field on which anything that comes out later may depend, in an order that depends on what is known alone: two that know the same write the same bytes.
/// What only serves while one input is worked on is left out. Whoever adds a field adds it here, and raises <see cref="StateForm.Version"/>.</remarks>
internal interface IStateful
{
    void Save(StateWriter writer);

    /// <summary>Called once, on one that was newly made with the settings of the one that was saved.</summary>
    /// <exception cref="StateFault">What is there was not written by this.</exception>
    void Load(StateReader reader);
}
