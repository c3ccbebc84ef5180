export function Voet() {
  return (
    <footer class="utrecht-page-footer voet">
      <div class="voet__binnen">
        <p class="nl-paragraph">
          Dit is een voorbeeld van een MijnOmgeving op de MijnServices-gateway. Personen, bedrijven en gemeenten zijn verzonnen.
        </p>
        <p class="nl-paragraph">
          <a class="nl-link" href="/bronnen">
            Bronnen bedienen
          </a>{" "}
          <a class="nl-link" href="/LICENTIES.txt" target="_blank" rel="noopener">
            Licenties
          </a>
        </p>
      </div>
    </footer>
  );
}
